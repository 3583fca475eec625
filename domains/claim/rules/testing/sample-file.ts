/** Small synthetic files for the reader's tests. */
import type { Dossier, ReadItem, ReadProblem } from '../model/index.ts';
import { readBytes } from '../read/index.ts';
import type { ReadLimits } from '../read/limits.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
export const base64Of = (text: string): string => Buffer.from(text, 'utf8').toString('base64');

export const summaryOf = (id: string, name = 'Hờ Thị Mỷ'): string => `<TONG_HOP><MA_LK>${id}</MA_LK><STT>1</STT><MA_BN>B</MA_BN><HO_TEN>${name}</HO_TEN></TONG_HOP>`;
export const drugsOf = (id: string): string => `<CHITIEU_CHITIET_THUOC><DSACH_CHI_TIET_THUOC><CHI_TIET_THUOC><MA_LK>${id}</MA_LK><STT>1</STT></CHI_TIET_THUOC></DSACH_CHI_TIET_THUOC></CHITIEU_CHITIET_THUOC>`;

export const part = (kind: string, content: string): string => `<FILEHOSO><LOAIHOSO>${kind}</LOAIHOSO><NOIDUNGFILE>${content}</NOIDUNGFILE></FILEHOSO>`;
export const hoso = (...parts: readonly string[]): string => `<HOSO>${parts.join('')}</HOSO>`;
/** A sound dossier, XML1 in base64 and XML2 inline. */
export const sound = (id: string): string => hoso(part('XML1', base64Of(summaryOf(id))), part('XML2', drugsOf(id)));

export function file(units: readonly string[], count: number | string = units.length): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n<GIAMDINHHS>\n<THONGTINDONVI><MACSKCB>99001</MACSKCB></THONGTINDONVI><THONGTINHOSO><NGAYLAP>20261121</NGAYLAP><SOLUONGHOSO>${count}</SOLUONGHOSO><DANHSACHHOSO>${units.join('\n')}</DANHSACHHOSO></THONGTINHOSO><CHUKYDONVI/></GIAMDINHHS>`;
}

export interface Outcome {
  readonly items: readonly ReadItem[];
  readonly dossiers: readonly Dossier[];
  /** MA_LK of the dossiers. */
  readonly ids: readonly (string | undefined)[];
  /** Problems inside dossiers and beside them: `position code table field`, position 0 for the file. */
  readonly problems: readonly string[];
  readonly all: readonly ReadProblem[];
  readonly complete: boolean;
}

export function outcome(items: readonly ReadItem[]): Outcome {
  const dossiers = items.flatMap((item) => (item.type === 'dossier' ? [item.dossier] : []));
  const named = (position: number, problem: ReadProblem): string => [position, problem.code, problem.table ?? '', problem.field ?? ''].join(' ').trim();
  const end = items.at(-1);
  return {
    items, dossiers,
    ids: dossiers.map((dossier) => (dossier.tables.get('XML1') ?? dossier.tables.get('XML0'))?.rows[0]?.['MA_LK']),
    problems: items.flatMap((item) => (item.type === 'dossier' ? item.dossier.problems.map((one) => named(item.dossier.position, one)) : item.type === 'problem' ? [named(item.position ?? 0, item.problem)] : [])),
    all: items.flatMap((item) => (item.type === 'dossier' ? item.dossier.problems : item.type === 'problem' ? [item.problem] : [])),
    complete: end?.type === 'end' && end.summary.complete,
  };
}

export function readText(text: string, limits: Partial<ReadLimits> = {}): Outcome {
  return outcome(readBytes(bytesOf(text), limits));
}

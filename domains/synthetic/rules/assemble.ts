import { layout, type Dossier, type LayoutName, type Row, type Table, type TableName } from '#domains/claim/rules';
import { drugRows, insuredTotalOf, serviceRows } from './lines.ts';
import type { Draft } from './draft.ts';
import { resultRows } from './results.ts';
import { summaryRow } from './summary.ts';
import type { World } from './world.ts';

/** The draft as the tables of the standard, amounts included. */
export function assemble(world: World, draft: Draft, position: number, createdOn: string): Dossier {
  const total = insuredTotalOf(world, draft);
  const drugs = drugRows(world, draft, total);
  const services = serviceRows(world, draft, total);
  const summary = summaryRow(world, draft, drugs, services);
  const rows = new Map<TableName, readonly Row[]>([
    ['XML1', [summary]],
    ['XML2', drugs], ['XML3', services], ['XML4', resultRows(world, draft)],
    ['XML5', draft.notes.map((note, i) => ({
      STT: String(i + 1), DIEN_BIEN_LS: note.text, PHAU_THUAT: note.operation ?? '', THOI_DIEM_DBLS: note.at, NGUOI_THUC_HIEN: draft.doctor.licence,
    }))],
    ...[...(draft.papers ?? [])].map(([name, papers]) => [name, papers.map((row) => repeat(name, row, summary))] as const),
  ]);
  const tables = new Map<TableName, Table>();
  for (const [name, partial] of [...rows].sort(byTable)) {
    if (partial.length === 0) continue;
    tables.set(name, tableOf(name, partial.map((row) => ({ MA_LK: draft.id, ...row }))));
  }
  return { kind: 'claim', position, facility: draft.facility.code, createdOn, tables, problems: [] };
}

/** Every field of the layout, in order; what the row does not say is empty. A field the layout does not know is a mistake here. */
export function tableOf(name: TableName, rows: readonly Row[]): Table {
  const layoutName: LayoutName = name === 'XML13' ? 'XML13@3176' : name;
  const fields = layout(layoutName).fields.map((field) => field.name);
  const full = rows.map((row) => {
    const unknown = Object.keys(row).find((field) => !fields.includes(field));
    if (unknown) throw new Error(`${name} has no field ${unknown}`);
    return Object.fromEntries(fields.map((field) => [field, row[field] ?? '']));
  });
  return { name, layout: layoutName, rows: full };
}

function byTable(a: readonly [TableName, unknown], b: readonly [TableName, unknown]): number {
  return Number(a[0].slice(3)) - Number(b[0].slice(3));
}

/** Fields that a paper repeats from XML1, when it does not say them itself. */
const REPEATED: Partial<Record<TableName, readonly string[]>> = {
  XML6: ['MA_THE_BHYT', 'SO_CCCD', 'NGAY_SINH', 'GIOI_TINH', 'DIA_CHI', 'MATINH_CU_TRU', 'MAXA_CU_TRU', 'MA_CSKCB'],
  XML7: ['CHAN_DOAN_RV'], XML8: ['CHAN_DOAN_VAO', 'CHAN_DOAN_RV'],
  XML11: ['CHAN_DOAN_RV'],
  XML13: ['CHAN_DOAN_RV', 'NGAY_VAO', 'NGAY_VAO_NOI_TRU', 'NGAY_RA', 'MA_BENH_KT'], XML14: ['CHAN_DOAN_RV', 'MA_BENH_KT'],
  XML15: ['MA_BN', 'HO_TEN', 'SO_CCCD', 'MA_CSKCB'],
};

function repeat(name: TableName, row: Row, summary: Row): Row {
  const copied = (REPEATED[name] ?? []).filter((field) => !row[field]).map((field) => [field, summary[field] ?? '']);
  return { ...row, ...Object.fromEntries(copied) };
}

/** What stands where in the three kinds of file (envelope of QĐ 130 → 4750 → 3176). */
import type { FileKind } from '../model/index.ts';

/** Named after what is inside; `value`: a text that is kept, `skip`: an element that is not of the standard. */
export type Context =
  | 'file' | 'claim' | 'rows-file' | 'facility' | 'block' | 'list' | 'unit' | 'part' | 'content' | 'rows' | 'row' | 'value' | 'signature' | 'skip';

const CHILDREN: Readonly<Partial<Record<Context, Readonly<Record<string, Context>>>>> = {
  file: { GIAMDINHHS: 'claim', CHI_TIEU_TRANG_THAI_KCB: 'rows-file', CHI_TIEU_GIAM_DINH_YKHOA: 'rows-file' },
  claim: { THONGTINDONVI: 'facility', THONGTINHOSO: 'block', CHUKYDONVI: 'signature' },
  facility: { MACSKCB: 'value' },
  block: { NGAYLAP: 'value', SOLUONGHOSO: 'value', DANHSACHHOSO: 'list' },
  list: { HOSO: 'unit' },
  unit: { FILEHOSO: 'part' },
  part: { LOAIHOSO: 'value', NOIDUNGFILE: 'content' },
  'rows-file': { DSACH_TRANG_THAI_KCB: 'rows', DSACH_GIAM_DINH_YKHOA: 'rows', CHUKYDONVI: 'signature' },
  rows: { TRANG_THAI_KCB: 'row', GIAM_DINH_YKHOA: 'row' },
};

export function childContext(parent: Context, name: string): Context {
  if (parent === 'signature') return 'signature';
  return CHILDREN[parent]?.[name] ?? 'skip';
}

export interface FileForm {
  readonly kind: FileKind;
  readonly root: string;
  /** Start tags that lead to the list of dossiers: with them a new scanner goes on in the middle of a file. */
  readonly preamble: readonly string[];
  readonly unit: string;
  /** Where reading can go on after a broken dossier. */
  readonly resume: RegExp;
}

function form(kind: FileKind, preamble: readonly string[], unit: string): FileForm {
  const list = preamble.at(-1) ?? '';
  return { kind, root: preamble[0] ?? '', preamble, unit, resume: new RegExp(`<${unit}[\\s>/]|</${unit}\\s*>|</${list}\\s*>`, 'gu') };
}

const FORMS: readonly FileForm[] = [
  form('claim', ['GIAMDINHHS', 'THONGTINHOSO', 'DANHSACHHOSO'], 'HOSO'),
  form('checkin', ['CHI_TIEU_TRANG_THAI_KCB', 'DSACH_TRANG_THAI_KCB'], 'TRANG_THAI_KCB'),
  form('assessment', ['CHI_TIEU_GIAM_DINH_YKHOA', 'DSACH_GIAM_DINH_YKHOA'], 'GIAM_DINH_YKHOA'),
];

export function formOf(root: string): FileForm | undefined {
  return FORMS.find((one) => one.root === root);
}

import type { LedgerEntry } from './ledger.ts';
import { returnedFor, visitsOf } from './portal-list.ts';

interface Judged { readonly table: string; readonly row: string; readonly item: string; readonly claimed: string; readonly refused: string; readonly code: string; readonly why: string }

/** What is refused of a visit whose MA_LK ends so. Listed for people in README.md; a test compares. */
export const FORM_SENTINELS: Readonly<Record<string, Judged>> = {
  '-GIAMTHUOC': { table: 'XML2', row: '1', item: 'Thuốc giả lập', claimed: '100.000', refused: '40.000', code: 'TC01', why: 'Vượt số lượng theo chỉ định' },
  '-TUCHOIDV': { table: 'XML3', row: '1', item: 'Dịch vụ giả lập', claimed: '250.000', refused: '250.000', code: 'TC02', why: 'Ngoài phạm vi được hưởng' },
};
const WHOLE: Judged = { table: 'XML1', row: '', item: '', claimed: '350.000', refused: '0', code: '', why: '' };
const HEADINGS = ['STT', 'XML1_ID', 'MA_LK', 'MA_CSKCB', 'Bảng', 'STT dòng', 'ID chi phí', 'Tên chi phí', 'Số tiền đề nghị', 'Số tiền từ chối', 'Mã lý do', 'Lý do từ chối'];

/** What the insurer's portal would export of a facility's adjudicated dossiers, as CSV: what its list returns is adjudicated later. Layout and amounts are ours: the real ones are not public. */
export function adjudicationForm(entries: readonly LedgerEntry[], facility: string): string {
  const visits = [...visitsOf(entries, facility)].filter(([maLk, { files }]) => returnedFor(maLk, files) === undefined).map(([maLk]) => maLk);
  const lines = visits.map((maLk, index) => {
    const judged = Object.entries(FORM_SENTINELS).find(([ending]) => maLk.endsWith(ending))?.[1] ?? WHOLE;
    return [String(index + 1), String(700_001 + index), maLk, facility, judged.table, judged.row, String(9_000_001 + index), judged.item, judged.claimed, judged.refused, judged.code, judged.why];
  });
  return `\ufeff${[['KẾT QUẢ GIÁM ĐỊNH TỰ ĐỘNG'], HEADINGS, ...lines].map((line) => line.join(';')).join('\r\n')}\r\n`;
}

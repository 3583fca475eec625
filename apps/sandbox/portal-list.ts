import { momentInVietnam } from '#platform/time/rules';
import type { LedgerEntry } from './ledger.ts';

interface Wrong { readonly code: string; readonly table: string; readonly field: string; readonly text: string }

/** A MA_LK with this ending is listed as returned, until another file of it has come. Listed for people in README.md; a test compares. */
export const LIST_SENTINELS: Readonly<Record<string, Wrong>> = {
  '-SAIMABENH': { code: 'E0108', table: 'XML1', field: 'MA_BENH_CHINH', text: 'Mã bệnh chính không có trong danh mục' },
  '-SAITHE': { code: 'E0042', table: 'XML1', field: 'MA_THE_BHYT', text: 'Thẻ không còn giá trị trong ngày khám' },
  '-SAITIEN': { code: 'E0215', table: 'XML2', field: 'THANH_TIEN_BV', text: 'Thành tiền khác số lượng nhân đơn giá' },
};

/** A facility's visits at the insurer, each with its last entry and the files it came in. */
export function visitsOf(entries: readonly LedgerEntry[], facility: string): Map<string, { entry: LedgerEntry; files: Set<string> }> {
  const visits = new Map<string, { entry: LedgerEntry; files: Set<string> }>();
  for (const entry of entries) {
    if (entry.portal !== 'bhxh' || entry.kind !== 'dossier' || entry.facility !== facility) continue;
    for (const maLk of entry.maLk) {
      const files = visits.get(maLk)?.files ?? new Set<string>();
      visits.set(maLk, { entry, files: files.add(entry.sha256) });
    }
  }
  return visits;
}

/** Why a visit is returned: until another file of it has come. */
export const returnedFor = (maLk: string, files: ReadonlySet<string>): Wrong | undefined => (files.size > 1 ? undefined : Object.entries(LIST_SENTINELS).find(([ending]) => maLk.endsWith(ending))?.[1]);

const HEADINGS = ['STT', 'Mã liên kết', 'Mã CSKCB', 'Mã giao dịch', 'Thời gian tiếp nhận', 'Trạng thái', 'Mã lỗi', 'Bảng', 'Trường', 'Mô tả lỗi'];

/** What the insurer's portal would export of a facility's dossiers, as CSV: UTF-8 with BOM, parted by semicolons. The layout is ours: the real one is not public. */
export function portalList(entries: readonly LedgerEntry[], facility: string): string {
  const lines = [...visitsOf(entries, facility)].map(([maLk, { entry, files }], index) => {
    const wrong = returnedFor(maLk, files);
    return [String(index + 1), maLk, facility, entry.receipt, momentWords(entry.at), wrong === undefined ? 'Đã tiếp nhận' : 'Lỗi', wrong?.code ?? '', wrong?.table ?? '', wrong?.field ?? '', wrong?.text ?? ''];
  });
  return `\ufeff${[['DANH SÁCH TIẾP NHẬN HỒ SƠ XML'], HEADINGS, ...lines].map((line) => line.map(cell).join(';')).join('\r\n')}\r\n`;
}

const cell = (text: string): string => (/[";\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function momentWords(iso: string): string {
  const digits = momentInVietnam(Date.parse(iso));
  return `${digits.slice(6, 8)}/${digits.slice(4, 6)}/${digits.slice(0, 4)} ${digits.slice(8, 10)}:${digits.slice(10, 12)}:${digits.slice(12, 14)}`;
}

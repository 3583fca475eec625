import { momentInVietnam } from '#platform/time/rules';

export type FaultKind = 'altered' | 'missing' | 'reordered' | 'inserted' | 'back-dated' | 'leaf' | 'node' | 'checkpoint' | 'truncated' | 'signature';

/** One thing that is not as it was sealed. */
export interface LogFault {
  readonly kind: FaultKind;
  /** Place in the log; null: of no single place. */
  readonly seq: number | null;
  /** Milliseconds; null: not known. */
  readonly at: number | null;
  /** Vietnamese: what differs. No content of the event beyond its keys. */
  readonly what: string;
}

const NAMES: Readonly<Record<FaultKind, string>> = {
  altered: 'BỊ SỬA', missing: 'BỊ XOÁ', reordered: 'BỊ ĐẢO THỨ TỰ', inserted: 'BỊ CHÈN THÊM', 'back-dated': 'SAI NGÀY GIỜ', leaf: 'LÁ BỊ MẤT', node: 'CÂY BỊ SỬA', checkpoint: 'KHÔNG KHỚP MỐC ĐÃ KÝ',
  truncated: 'BỊ CẮT ĐUÔI', signature: 'CHỮ KÝ KHÔNG ĐÚNG',
};

/** `Sự việc số 12, lúc 27/11/2026 08:30:05: BỊ SỬA. …` */
export function faultSentence(fault: LogFault): string {
  const where = fault.seq === null ? 'Nhật ký' : `Sự việc số ${fault.seq}`;
  return `${where}${fault.at === null ? '' : `, lúc ${momentWords(fault.at)}`}: ${NAMES[fault.kind]}. ${fault.what}`;
}

/** `27/11/2026 08:30:05`, in Vietnam. */
export function momentWords(time: number): string {
  const [, year, month, day, hour, minute, second] = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)/.exec(momentInVietnam(time)) ?? [];
  return `${day}/${month}/${year} ${hour}:${minute}:${second}`;
}

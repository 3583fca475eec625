import { z } from 'zod';
import { lostAt, parseAnswer } from '#platform/exchange/server';
import type { CallAnswer, SendResult } from '#platform/exchange/server';

const shape = z.object({ maKetQua: z.coerce.string(), maGiaoDich: z.string().nullish(), thoiGianTiepNhan: z.string().nullish(), thongDiep: z.string().nullish() });

/** The gateway cannot be asked: a person looks. */
export const AFTER_LOSS = 'Không rõ hồ sơ đã được nhận hay chưa: xem trên cổng trước khi gửi lại.';
const lost = (what: string): SendResult => lostAt({ afterLoss: AFTER_LOSS }, what);

/** The gateway took neither the session nor therefore the dossier. */
export const isDenied = ({ status, body }: CallAnswer): boolean => status === 401 || shape.safeParse(parseAnswer(body)).data?.maKetQua === '401';

/**
 * What an answer to a submission means. Only a clear yes or no is one; everything else leaves open whether the dossier arrived.
 * Source: apis.md 2, 3; list SUBMIT130_maKetQua.
 */
export function readAnswer({ status, body }: CallAnswer): SendResult {
  if (body.trim() === '') return lost(`Cổng trả lời rỗng (HTTP ${status}).`);
  if (/^\s*</.test(body)) return lost(`Cổng trả về trang HTML thay cho kết quả (HTTP ${status}).`);
  const read = shape.safeParse(parseAnswer(body));
  if (!read.success) return lost(`Cổng trả lời không đúng mẫu (HTTP ${status}).`);
  const { maKetQua, maGiaoDich, thoiGianTiepNhan, thongDiep } = read.data;
  const said = `${maKetQua.slice(0, 10)}${thongDiep ? ` – ${thongDiep.slice(0, 300)}` : ''}`;
  switch (maKetQua) {
    case '200':
      if (!maGiaoDich) return lost('Cổng báo thành công nhưng không có mã giao dịch.');
      return { outcome: 'received', receipt: maGiaoDich, receivedAt: momentOf(thoiGianTiepNhan ?? ''), answer: said };
    case '500':
    case '124':
      // An error inside the gateway: it may have kept the dossier before it failed.
      return lost(`Cổng báo lỗi hệ thống: ${said}.`);
    default:
      return { outcome: 'refused', answer: `Cổng từ chối: ${said}` };
  }
}

/** yyyyMMddHHmmss or yyyyMMddHHmm, Vietnamese time → ISO 8601; null when it is neither. */
export function momentOf(text: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?$/.exec(text);
  if (!parts) return null;
  const iso = `${parts[1]}-${parts[2]}-${parts[3]}T${parts[4]}:${parts[5]}:${parts[6] ?? '00'}+07:00`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

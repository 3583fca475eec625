import { z } from 'zod';
import { isDay } from '#platform/catalogue/rules';

export const day = z.string().refine(isDay, 'cần một ngày dạng năm tháng ngày, ví dụ 20260101');
export const listName = z.string().regex(/^[A-Za-z0-9._-]{1,60}$/, 'tên danh mục chỉ gồm chữ không dấu, số, dấu chấm và gạch');
export const code = z.string().trim().min(1, 'cần mã').max(100).regex(/^[^\t\n\r]*$/, 'mã không chứa Tab hay xuống dòng');
/** Why something is changed: read by whoever asks later. */
export const reason = z.string().trim().min(5, 'ghi lý do, ít nhất 5 ký tự').max(500);

export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
};

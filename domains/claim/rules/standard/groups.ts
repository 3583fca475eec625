import type { Group } from '../model/index.ts';

/** The contents of automatic adjudication, in short. Source: TT 12/2026/TT-BTC, Điều 10; `structure` is the gateway's own format check. */
export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  structure: 'Cấu trúc, định dạng', card: 'Thẻ BHYT', benefit: 'Mức hưởng', scope: 'Phạm vi được hưởng', price: 'Giá và thành tiền', ratio: 'Tỷ lệ, điều kiện thanh toán',
  facility: 'Điều kiện của cơ sở', practitioner: 'Người hành nghề', interval: 'Thời gian, khoảng cách chỉ định', clinical: 'Phù hợp chuyên môn',
  consistency: 'Thống nhất giữa các bảng', procurement: 'Đấu thầu, mua sắm',
};

import type { Group } from '#domains/claim/rules';

/** TT 12/2026/TT-BTC, Điều 10: the contents of automatic adjudication; `structure` is the gateway's own format check. */
const TITLES: Readonly<Record<Group, string>> = {
  structure: 'Cấu trúc và định dạng', card: 'Thẻ bảo hiểm y tế', benefit: 'Mức hưởng', scope: 'Phạm vi quyền lợi', price: 'Giá và thành tiền', ratio: 'Tỷ lệ, điều kiện thanh toán',
  facility: 'Cơ sở khám bệnh, chữa bệnh', practitioner: 'Người hành nghề', interval: 'Thời gian, khoảng cách chỉ định', clinical: 'Chẩn đoán và điều trị', consistency: 'Thống nhất giữa các bảng', procurement: 'Đấu thầu, mua sắm',
};

export function groupTitle(group: Group): string {
  return TITLES[group];
}

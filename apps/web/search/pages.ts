/** Pages that the search box knows by name, beside the work areas. */
export const PAGES = [
  { to: '/danh-muc/co-so', vi: 'Danh mục của cơ sở', en: 'Facility’s own lists', action: 'facility-catalogue.read' },
  { to: '/danh-muc/quy-tac', vi: 'Quy tắc kiểm tra', en: 'Rules', action: 'rule.read' },
  { to: '/cong-tac', vi: 'Công tắc cổng giả lập', en: 'Switches of the stand-ins', action: 'demo.switch' },
  { to: '/phong-thu', vi: 'Phòng thử chuẩn dữ liệu', en: 'Data standard laboratory', action: 'conformance.run' },
  { to: '/lien-thong/ngay', vi: 'Đối soát hằng ngày', en: 'Daily reconciliation', action: 'exchange-day.read' },
  { to: '/lien-thong/danh-sach', vi: 'Nhập danh sách của cổng', en: 'Import the portal’s list', action: 'receiver-list.create' },
  { to: '/lien-thong/co-so', vi: 'Cơ sở liên thông', en: 'Connected facilities', action: 'door-account.read' },
  { to: '/lien-thong/giam-dinh', vi: 'Nhập kết quả giám định', en: 'Import results of adjudication', action: 'receiver-list.create' },
  { to: '/danh-muc/can-cu', vi: 'Căn cứ pháp lý', en: 'Legal basis', action: 'law.read' },
  { to: '/doi-chieu-dan-cu', vi: 'Đối chiếu dân cư', en: 'Population database', action: 'person-national.read' },
  { to: '/tai-khoan-cua-toi', vi: 'Tài khoản của tôi', en: 'My account', action: 'session.place' },
  { to: '/toi-duoc-xem', vi: 'Tôi được xem gì', en: 'What I may see', action: 'access.mine' },
] as const;

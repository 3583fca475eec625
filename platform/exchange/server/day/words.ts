/** Words of the paper; the screens have their own, in two languages (`web/day/strings.ts`). */
export const DESTINATIONS: Readonly<Record<string, string>> = { bhxh: 'Cổng tiếp nhận dữ liệu BHXH', byt: 'Cổng dữ liệu Bộ Y tế', ksk: 'Cơ sở dữ liệu khám sức khoẻ' };

export const CAUSES: Readonly<Record<string, string>> = {
  'rejected': 'Nơi nhận trả lại để sửa', 'refused': 'Nơi nhận từ chối khi gửi', 'unknown-absent': 'Không rõ kết quả, danh sách của nơi nhận không có', 'unknown': 'Không rõ nơi nhận đã có hay chưa',
  'received-absent': 'Có mã giao dịch nhưng danh sách của nơi nhận không có', 'unsent': 'Phần mềm của cơ sở chưa gửi', 'stranger': 'Nơi nhận có, hệ thống chưa có tệp', 'not-sent': 'Phần mềm báo có, hệ thống và nơi nhận chưa có',
  'gap': 'Số thứ tự bị bỏ trống', 'no-dossier': 'Đã nhận khám, chưa có hồ sơ ra viện', 'held': 'Chờ duyệt gửi', 'waiting': 'Đang chờ gửi', 'watched': 'Phần mềm của cơ sở tự gửi, chưa đối chiếu danh sách',
  'unlisted': 'Đã gửi, chưa thấy trong danh sách của nơi nhận', 'not-in-source': 'Hệ thống có, phần mềm không báo', 'count-missing': 'Chưa có số lượt của phần mềm', 'count-short': 'Phần mềm báo nhiều hơn', 'count-over': 'Phần mềm báo ít hơn',
  'gap-unsure': 'Số thứ tự bỏ trống, chưa chắc là lượt khám', 'gap-counted': 'Số thứ tự bỏ trống, số lượt đã khớp', 'awaiting': 'Đã gửi, nơi nhận còn trong hạn trả kết quả', 'watched-unlisted': 'Phần mềm tự gửi, không có danh sách để đối chiếu', 'receipted': 'Đã gửi, có mã giao dịch',
  'accepted': 'Nơi nhận đã tiếp nhận', 'superseded': 'Đã có bản sửa thay thế',
};

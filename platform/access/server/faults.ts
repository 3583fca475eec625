import { defineFaults } from '#platform/fault';

export const ACCESS_FAULTS = defineFaults({
  confirmFirst: {
    code: 'access.confirm-first', status: 403,
    vi: 'Việc này cần xác nhận lại danh tính trước.', en: 'Confirm who you are first.',
    when: 'something that asks for a fresh confirmation is done in a session that was not confirmed within the last minutes',
    remedy: 'Xác nhận bằng mã hoặc khoá truy cập rồi làm lại.',
  },
  noPlace: {
    code: 'access.no-place', status: 403,
    vi: 'Tài khoản chưa chọn nơi làm việc.', en: 'No place of work is chosen.',
    when: 'an emergency is declared by somebody who works nowhere',
    remedy: 'Chọn nơi làm việc rồi làm lại.',
  },
  nobodyWithNumber: {
    code: 'access.nobody-with-number', status: 404,
    vi: 'Không tìm thấy ai mang đúng số này.', en: 'Nobody has exactly this number.',
    when: 'a record is opened in an emergency by a number that nobody has',
    remedy: 'Kiểm tra lại số định danh hoặc số thẻ, nhập đủ chữ số.',
  },
  ownOpening: {
    code: 'access.own-opening', status: 403,
    vi: 'Người mở không tự xác nhận hay tự xem xét lần mở của mình.', en: 'Nobody seconds or reviews an opening of his own.',
    when: 'somebody confirms or reviews a break-glass opening that he made',
    remedy: 'Nhờ người khác tại cơ sở xác nhận, hoặc người kiểm tra xem xét.',
  },
  openingDone: {
    code: 'access.opening-done', status: 409,
    vi: 'Lần mở này đã được xác nhận hoặc xem xét rồi.', en: 'This opening has been seconded or reviewed already.',
    when: 'an opening is seconded or reviewed a second time',
    remedy: 'Tải lại danh sách.',
  },
  badPolicies: {
    code: 'access.bad-policies', status: 422,
    vi: 'Chính sách chưa dùng được, {count} chỗ sai.', en: 'The policies cannot be used: {count} problems.',
    when: 'policies are checked, tried or put in force that Cedar or our compiler refuses',
    remedy: 'Sửa các chỗ được nêu rồi kiểm tra lại.',
  },
  pastDay: {
    code: 'access.past-day', status: 422,
    vi: 'Chính sách chỉ có hiệu lực từ hôm nay trở đi.', en: 'Policies begin today or later.',
    when: 'policies are put in force from a day that has passed',
    remedy: 'Chọn hôm nay hoặc một ngày sau.',
  },
});

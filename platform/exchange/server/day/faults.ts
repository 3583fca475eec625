import { defineFaults } from '#platform/fault';

export const DAY_FAULTS = defineFaults({
  unexplained: {
    code: 'exchange-day.unexplained', status: 409,
    vi: 'Ngày này còn {count} chỗ chênh lệch chưa được giải thích nên chưa chốt được.', en: 'The day has {count} differences that are not explained; it cannot be closed.',
    when: 'a day is closed while something is unexplained',
    remedy: 'Xử lý từng dòng theo việc được nêu, hoặc giải trình kèm lý do, rồi chốt lại.',
  },
  notOver: {
    code: 'exchange-day.not-over', status: 409,
    vi: 'Ngày {day} chưa tới nên chưa chốt được.', en: 'The day {day} has not come yet; it cannot be closed.',
    when: 'a day of the future is closed',
    remedy: 'Chốt vào cuối ngày, sau khi phần mềm của cơ sở đã gửi hết.',
  },
  closed: {
    code: 'exchange-day.closed', status: 409,
    vi: 'Ngày này đã chốt, không sửa giải trình được nữa.', en: 'The day is closed; its explanations can no longer be changed.',
    when: 'an explanation is given or taken back on a closed day',
    remedy: 'Mở lại ngày kèm lý do, sửa, rồi chốt lại.',
  },
  countClosed: {
    code: 'exchange-day.count-closed', status: 409,
    vi: 'Ngày {day} đã chốt nên số lượt của phần mềm không được ghi nữa; số đã chốt giữ nguyên.', en: 'The day {day} is closed; the program’s count was not kept.',
    when: 'a facility’s program says how many visits it closed on a day that is closed',
    remedy: 'Nhân viên hồ sơ mở lại ngày kèm lý do, rồi phần mềm gửi lại số lượt.',
  },
  notClosed: {
    code: 'exchange-day.not-closed', status: 409,
    vi: 'Ngày này chưa chốt nên không có gì để mở lại.', en: 'The day is not closed.',
    when: 'a day that is not closed is reopened, or its paper asked for',
    remedy: 'Tải lại trang: có thể người khác vừa mở lại ngày này.',
  },
  gone: {
    code: 'exchange-day.difference-gone', status: 409,
    vi: 'Chênh lệch của {key} vừa đổi, giải trình chưa được ghi.', en: 'The difference of {key} has just changed; the explanation was not kept.',
    when: 'an explanation is for a difference that is not there, or not the same any more',
    remedy: 'Tải lại trang, xem dòng đó rồi giải trình lại nếu còn cần.',
  },
  list: {
    code: 'receiver-list.unreadable', status: 422,
    vi: 'Danh sách này không đọc được: {why}.', en: 'The list cannot be read: {why}.',
    when: 'the file is neither xlsx nor CSV, is too large, or has no heading that means MA_LK',
    remedy: 'Xuất lại danh sách từ cổng dưới dạng Excel (.xlsx) hoặc CSV UTF-8; nếu cổng đổi tên cột, nhờ người quản trị sửa danh mục receiver-list-column.',
  },
  form: {
    code: 'adjudication-form.unreadable', status: 422,
    vi: 'Bảng kết quả giám định này không đọc được: {why}.', en: 'The form with results of adjudication cannot be read: {why}.',
    when: 'the file is neither xlsx nor CSV, is too large, or has no headings that mean MA_LK and the sum refused',
    remedy: 'Xuất lại bảng kết quả giám định từ cổng dưới dạng Excel (.xlsx) hoặc CSV UTF-8; nếu cổng đổi tên cột, nhờ người quản trị sửa danh mục adjudication-form-column.',
  },
});

import { defineFaults } from '#platform/fault';

export const DOOR_FAULTS = defineFaults({
  parameter: {
    code: 'door.parameter', status: 400,
    vi: 'Sai định dạng tham số: {what}.', en: 'A parameter is wrong: {what}.',
    when: 'a field of a call at the door is missing or not as the service says',
    remedy: 'Sửa tham số trong phần mềm của cơ sở theo tài liệu của cổng giám định.',
  },
  wrongFile: {
    code: 'door.wrong-file', status: 400,
    vi: 'Sai định dạng tệp: {what}.', en: 'The file is not of the kind that the service takes: {what}.',
    when: 'the decoded file is no GIAMDINHHS, XML0 or XML12, or not the one of the service that was called',
    remedy: 'Xuất lại tệp và gửi tới đúng dịch vụ của loại tệp.',
  },
  foreignFacility: {
    code: 'door.foreign-facility', status: 403,
    vi: 'Tài khoản {username} không được gửi dữ liệu của cơ sở {facility}.', en: 'Account {username} may not send data of facility {facility}.',
    when: 'maCSKCB of a call, or the facility code in the file, is not the one of the account',
    remedy: 'Gửi bằng tài khoản của chính cơ sở ghi trong tệp.',
  },
  tooLarge: {
    code: 'door.too-large', status: 413,
    vi: 'Tệp quá lớn.', en: 'The file is too large.',
    when: 'a call at the door is larger than the parameter door-file-mb allows',
    remedy: 'Chia nhỏ tệp: mỗi lần gửi một hồ sơ.',
  },
  busy: {
    code: 'server.busy-door', status: 429,
    vi: 'Đang nhận quá nhiều tệp cùng lúc, tệp này chưa được nhận.', en: 'Too many files are being received; this one was not.',
    when: 'a facility has more uploads at work than the parameter door-parallel allows, or the server holds all it can',
    remedy: 'Chờ vài giây rồi gửi lại.',
  },
  noReceipt: {
    code: 'door.no-receipt', status: 404,
    vi: 'Không có mã giao dịch này.', en: 'There is no such transaction.',
    when: 'a program asks for a maGiaoDich that was not given to its facility',
    remedy: 'Kiểm tra lại maGiaoDich mà yteso đã trả lời khi nhận tệp.',
  },
  nameTaken: {
    code: 'door.name-taken', status: 409,
    vi: 'Đã có tài khoản kết nối tên “{username}” đang mở.', en: 'An open account is called “{username}”.',
    when: 'a door account is made under a name in use',
    remedy: 'Đóng tài khoản cũ trước, hoặc cấp mật khẩu mới cho tài khoản đó.',
  },
  noAccount: {
    code: 'door.no-account', status: 404,
    vi: 'Không có tài khoản kết nối này, hoặc đã đóng.', en: 'There is no such door account, or it was closed.',
    when: 'a change is asked for a door account that is not there or is closed',
    remedy: 'Tải lại trang.',
  },
});

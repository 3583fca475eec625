import { defineFaults } from '#platform/fault';

export const PERSON_FAULTS = defineFaults({
  noPatient: {
    code: 'person.no-patient', status: 404,
    vi: 'Không còn hồ sơ người bệnh này.', en: 'There is no such patient record.',
    when: 'a join names a Patient that is not linked',
    remedy: 'Tải lại trang rồi chọn lại.',
  },
  alreadyOne: {
    code: 'person.already-one', status: 409,
    vi: 'Hai hồ sơ này đã là của cùng một người.', en: 'These two are one person already.',
    when: 'a join of two Patients of one person, or a case that somebody else has decided meanwhile',
    remedy: 'Tải lại danh sách; không cần làm gì thêm.',
  },
  noJoin: {
    code: 'person.no-join', status: 404,
    vi: 'Không có lần nối hồ sơ này.', en: 'There is no such join.',
    when: 'an undo names an unknown join',
    remedy: 'Tải lại trang người bệnh.',
  },
  joinUndone: {
    code: 'person.join-undone', status: 409,
    vi: 'Lần nối này đã được gỡ trước đó.', en: 'This join has been undone before.',
    when: 'an undo of a join that is undone',
    remedy: 'Tải lại trang người bệnh.',
  },
  decided: {
    code: 'person.case-decided', status: 409,
    vi: 'Trường hợp này đã có người quyết định.', en: 'Somebody has decided this case.',
    when: 'a decision on a case that is not open',
    remedy: 'Tải lại danh sách; muốn quyết định khác thì hoàn tác trước.',
  },
  futureDay: {
    code: 'person.future-day', status: 400,
    vi: 'Chưa ai biết hồ sơ của một ngày chưa tới.', en: 'Nobody knows the record of a day to come.',
    when: 'a page is asked for as known on a later day than today',
    remedy: 'Chọn hôm nay hoặc một ngày trước đó.',
  },
  nationalNothing: {
    code: 'person.national-nothing', status: 409,
    vi: 'Không có hồ sơ nào chờ đối chiếu.', en: 'Nobody waits to be compared.',
    when: 'a file for the national population database is asked for and would be empty',
    remedy: 'Chờ hồ sơ mới được nhận; hồ sơ gửi mà chưa có trả lời thì chọn gửi lại.',
  },
  nationalHeader: {
    code: 'person.national-header', status: 400,
    vi: 'Dòng đầu của tệp không đúng bố cục, cần: {expected}.', en: 'The first line is not as the layout has it: {expected}.',
    when: 'an answer of the national population database has other columns',
    remedy: 'Kiểm tra đã chọn đúng tệp kết quả, không sửa dòng đầu rồi gửi lại.',
  },
  nationalEncoding: {
    code: 'person.national-encoding', status: 400,
    vi: 'Tệp kết quả không phải UTF-8.', en: 'The file is not UTF-8.',
    when: 'the bytes of an answer cannot be read as UTF-8',
    remedy: 'Lưu lại tệp ở dạng CSV UTF-8 rồi gửi lại.',
  },
  nationalUnconnected: {
    code: 'person.national-unconnected', status: 409,
    vi: 'Chưa có đường truyền tới nơi đối chiếu.', en: 'There is no line to the national side.',
    when: 'a file is to be sent online and no line is set up',
    remedy: 'Tải tệp về và gửi theo cách đã thoả thuận, rồi nạp tệp kết quả.',
  },
  nationalAway: {
    code: 'person.national-away', status: 502,
    vi: 'Nơi đối chiếu không trả lời hoặc từ chối tệp ({answer}).', en: 'The national side does not answer or refuses the file ({answer}).',
    when: 'sending online failed; nothing has changed',
    remedy: 'Thử lại sau, hoặc tải tệp về và gửi cách khác.',
  },
  nationalState: {
    code: 'person.national-state', status: 409,
    vi: 'Hồ sơ này không ở trạng thái làm được việc đó.', en: 'The description is not in a state that allows this.',
    when: 'a clerk confirms what does not differ, or withdraws what was not confirmed',
    remedy: 'Tải lại trang để xem trạng thái hiện nay.',
  },
  noOwnRecord: {
    code: 'person.no-own-record', status: 404,
    vi: 'Tài khoản này chưa gắn với hồ sơ sức khoẻ nào.', en: 'This account is not linked to a record yet.',
    when: 'a citizen whose account no person stands behind asks for his own record',
    remedy: 'Đăng nhập bằng VNeID, hoặc mang căn cước đến cơ sở đã khám để được gắn hồ sơ.',
  },
  noCase: {
    code: 'person.no-case', status: 404,
    vi: 'Không có trường hợp chờ xác định này.', en: 'There is no such case.',
    when: 'a decision names an unknown case',
    remedy: 'Tải lại danh sách Chờ xác định.',
  },
});

import { defineFaults } from '#platform/fault';

export const OPENID_FAULTS = defineFaults({
  noIssuer: {
    code: 'openid.no-issuer', status: 503,
    vi: 'Chưa mở cửa cho chương trình ngoài: thiếu cài đặt YTESO_ISSUER.', en: 'The door for programs is closed: YTESO_ISSUER is not set.',
    when: 'outside a demonstration, a program calls while the public address is not set',
    remedy: 'Người quản trị đặt YTESO_ISSUER là địa chỉ công khai của máy chủ (ví dụ https://suckhoe.tinh.vn) rồi khởi động lại.',
  },
  token: {
    code: 'openid.bad-token', status: 401,
    vi: 'Thẻ truy cập không hợp lệ, hết hạn hoặc đã bị thu hồi.', en: 'The access token is not valid, has expired or was revoked.',
    when: 'a bearer token fails any check; never said which',
    remedy: 'Chương trình xin thẻ mới rồi gọi lại.',
  },
  notHere: {
    code: 'openid.not-for-programs', status: 403,
    vi: 'Địa chỉ này dành cho màn hình của yteso, chương trình dùng /fhir.', en: 'This address is for our own screens; programs use /fhir.',
    when: 'a bearer token is shown outside /fhir',
    remedy: 'Gọi giao diện FHIR dưới /fhir.',
  },
  interactionGone: {
    code: 'openid.interaction-gone', status: 404,
    vi: 'Yêu cầu của chương trình đã hết hạn hoặc được mở ở trình duyệt khác.', en: 'The request has expired or was begun in another browser.',
    when: 'the consent page is opened late, twice, or in another browser than the one that began',
    remedy: 'Mở lại chương trình và làm từ đầu.',
  },
  launchGone: {
    code: 'openid.launch-gone', status: 409,
    vi: 'Lượt mở chương trình này đã dùng, hết hạn hoặc của người khác.', en: 'This launch was used, has expired or is another user’s.',
    when: 'a launch handle is shown twice, late, by another program or for another account',
    remedy: 'Mở lại chương trình từ trang người bệnh.',
  },
  needsPatient: {
    code: 'openid.needs-patient', status: 400,
    vi: 'Hãy chọn người bệnh mà chương trình được xem.', en: 'Choose the patient the program may see.',
    when: 'a program asks for patient/… and nobody was chosen',
    remedy: 'Tìm và chọn một người, hoặc từ chối yêu cầu.',
  },
  noPatient: {
    code: 'openid.no-patient', status: 404,
    vi: 'Không thấy hồ sơ của người này hoặc bạn không được xem.', en: 'No record of this person, or not for you to see.',
    when: 'the chosen person is unknown to the caller',
    remedy: 'Chọn người khác.',
  },
  nothingGranted: {
    code: 'openid.nothing-granted', status: 400,
    vi: 'Chưa đồng ý mục nào.', en: 'Nothing was granted.',
    when: 'consent is given with every box unticked, or with a scope that was not asked for',
    remedy: 'Đánh dấu ít nhất một mục, hoặc bấm Từ chối.',
  },
  badProgram: {
    code: 'openid.bad-program', status: 400,
    vi: 'Khai báo chương trình chưa đúng: {what}.', en: 'The program’s registration is wrong: {what}.',
    when: 'an administrator registers a program with parts that do not fit each other',
    remedy: 'Sửa mục được nêu rồi lưu lại.',
  },
  closed: {
    code: 'openid.program-closed', status: 409,
    vi: 'Chương trình này đã đóng.', en: 'This program is closed.',
    when: 'a closed program is changed or launched',
    remedy: 'Đăng ký lại thành chương trình mới.',
  },
  outside: {
    code: 'openid.outside-failed', status: 401,
    vi: 'Không đăng nhập được qua {provider}.', en: 'Sign-in through {provider} did not work.',
    when: 'the outside provider refuses, answers wrongly, or the answer belongs to another browser or try',
    remedy: 'Thử lại từ trang đăng nhập; nếu vẫn không được, đăng nhập bằng tài khoản của yteso.',
  },
  notLinked: {
    code: 'openid.not-linked', status: 403,
    vi: 'Tài khoản {provider} này chưa được gắn với ai trong hệ thống.', en: 'This account of {provider} is not linked to anybody here.',
    when: 'a subject of an outside provider that nobody linked, or a citizen number that no person has',
    remedy: 'Người dân: đến trạm y tế để được lập hồ sơ. Cán bộ: nhờ người quản trị gắn tài khoản.',
  },
});

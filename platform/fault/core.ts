import { defineFaults } from './fault.ts';

/** The entries every room may raise. A domain defines its own beside its code. */
export const FAULTS = defineFaults({
  notSignedIn: {
    code: 'access.not-signed-in', status: 401,
    vi: 'Bạn chưa đăng nhập hoặc phiên làm việc đã hết.', en: 'You are not signed in, or the session has ended.',
    when: 'a route that needs an account is called without a live session',
    remedy: 'Đăng nhập lại rồi làm tiếp.',
  },
  refused: {
    code: 'access.refused', status: 403,
    vi: 'Tài khoản này không được phép làm việc đó ({action}).', en: 'This account may not do that ({action}).',
    when: 'no grant of the role allows the action',
    remedy: 'Dùng tài khoản có quyền, hoặc xin người quản trị cấp quyền.',
  },
  foreignOrigin: {
    code: 'access.foreign-origin', status: 403,
    vi: 'Yêu cầu không đến từ chính trang này.', en: 'The request did not come from this site.',
    when: 'a changing request lacks the header x-yteso: 1, or its Origin or Sec-Fetch-Site is of another site',
    remedy: 'Mở lại trang yteso và làm lại; chương trình gọi API phải gửi kèm tiêu đề x-yteso: 1.',
  },
  wrongPassword: {
    code: 'identity.wrong-password', status: 401,
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng.', en: 'Wrong user name or password.',
    when: 'sign-in with an unknown user, a wrong password or a closed account: never said which',
    remedy: 'Kiểm tra chữ hoa, bộ gõ tiếng Việt rồi nhập lại; quên mật khẩu thì bấm “Quên mật khẩu” hoặc xin người quản trị mời lại.',
  },
  locked: {
    code: 'identity.locked', status: 429,
    vi: 'Đã nhập sai nhiều lần, tạm khoá thêm {seconds} giây.', en: 'Too many failures; locked for {seconds} more seconds.',
    when: 'five or more failed sign-ins in a row under one name; the delay doubles each time',
    remedy: 'Chờ hết thời gian khoá rồi thử lại.',
  },
  weakPassword: {
    code: 'identity.weak-password', status: 400,
    vi: 'Mật khẩu phải có ít nhất {min} ký tự.', en: 'The password needs at least {min} characters.',
    when: 'an account is made or its password changed with a short password',
    remedy: 'Chọn mật khẩu dài hơn, ví dụ một câu dễ nhớ.',
  },
  userTaken: {
    code: 'identity.user-taken', status: 409,
    vi: 'Đã có tài khoản tên “{user}”.', en: 'The user name “{user}” is taken.',
    when: 'an account is made under a name in use',
    remedy: 'Chọn tên khác.',
  },
  invalid: {
    code: 'request.invalid', status: 400,
    vi: 'Dữ liệu gửi lên chưa đúng ở {count} chỗ.', en: 'The input is wrong in {count} places.',
    when: 'path, query or body does not fit the schema of the route',
    remedy: 'Sửa những chỗ được nêu rồi gửi lại.',
  },
  notJson: {
    code: 'request.not-json', status: 400,
    vi: 'Nội dung gửi lên không phải JSON đọc được.', en: 'The body is not readable JSON.',
    when: 'the body announced as JSON cannot be parsed',
    remedy: 'Kiểm tra nội dung; gửi dạng UTF-8.',
  },
  nulCharacter: {
    code: 'request.nul-character', status: 400,
    vi: 'Dữ liệu có ký tự rỗng (mã 0) không lưu được.', en: 'The input holds a NUL character, which cannot be stored.',
    when: 'a NUL character stands in path, query or JSON body',
    remedy: 'Bỏ ký tự đó (thường do chép từ tệp nhị phân) rồi gửi lại.',
  },
  tooLarge: {
    code: 'request.too-large', status: 413,
    vi: 'Dữ liệu lớn hơn mức cho phép ({limit} byte).', en: 'The body is larger than allowed ({limit} bytes).',
    when: 'a JSON body over 1 MB, or a file over the upload limit',
    remedy: 'Chia nhỏ tệp, hoặc nhờ người quản trị tăng YTESO_UPLOAD_LIMIT.',
  },
  mediaType: {
    code: 'request.media-type', status: 415,
    vi: 'Kiểu nội dung này không được nhận ở đây.', en: 'This content type is not accepted here.',
    when: 'the Content-Type is none that the route reads',
    remedy: 'Gửi application/json, hoặc tệp hồ sơ dạng application/xml hay application/octet-stream.',
  },
  badRequest: {
    code: 'request.unreadable', status: 400,
    vi: 'Yêu cầu gửi lên không đọc được.', en: 'The request cannot be read.',
    when: 'broken address, broken encoding, length that does not fit',
    remedy: 'Tải lại trang rồi làm lại.',
  },
  cutOff: {
    code: 'request.cut-off', status: 400,
    vi: 'Tệp gửi lên bị đứt giữa chừng, chưa giữ lại gì.', en: 'The upload was cut off; nothing was kept.',
    when: 'the connection ends before the announced length',
    remedy: 'Gửi lại cả tệp.',
  },
  notFound: {
    code: 'request.not-found', status: 404,
    vi: 'Không có gì ở địa chỉ này.', en: 'There is nothing at this address.',
    when: 'no route, no file, or no such record that this account may see',
    remedy: 'Kiểm tra lại địa chỉ hoặc quay về trang đầu.',
  },
  storageFull: {
    code: 'files.full', status: 507,
    vi: 'Máy chủ đã hết chỗ lưu, tệp chưa được nhận.', en: 'The server has no space left; the file was not received.',
    when: 'writing a received file meets ENOSPC or EDQUOT',
    remedy: 'Báo người quản trị giải phóng ổ đĩa, rồi gửi lại tệp.',
  },
  databaseAway: {
    code: 'database.away', status: 503,
    vi: 'Cơ sở dữ liệu đang khởi động lại, việc vừa rồi chưa được ghi.', en: 'The database is restarting; nothing was written.',
    when: 'PostgreSQL cannot be reached or cuts the connection',
    remedy: 'Chờ khoảng mười giây rồi làm lại.',
  },
  databaseFull: {
    code: 'database.full', status: 507,
    vi: 'Cơ sở dữ liệu đã hết chỗ lưu, việc vừa rồi chưa được ghi.', en: 'The database has no space left; nothing was written.',
    when: 'PostgreSQL reports disk_full (53100)',
    remedy: 'Báo người quản trị giải phóng ổ đĩa.',
  },
  tooHeavy: {
    code: 'database.too-heavy', status: 422,
    vi: 'Câu hỏi này quá nặng nên đã dừng giữa chừng.', en: 'The question was too heavy and was stopped.',
    when: 'one statement of a caller’s reading takes longer than twenty seconds',
    remedy: 'Thêm điều kiện cho hẹp lại (ngày, loại, một người bệnh) rồi hỏi lại.',
  },
  tooMany: {
    code: 'server.too-many', status: 429,
    vi: 'Gửi quá nhiều yêu cầu trong một phút. Thử lại sau {seconds} giây.', en: 'Too many requests within a minute. Try again in {seconds} seconds.',
    when: 'an account or a network address calls more often than its limit',
    remedy: 'Chờ rồi làm lại. Chương trình gọi nhiều thì giãn nhịp gọi hoặc xin quản trị nâng mức.',
  },
  busy: {
    code: 'server.busy', status: 429,
    vi: 'Đang có quá nhiều người đăng nhập cùng lúc.', en: 'Too many sign-ins at the same time.',
    when: 'more sign-ins wait for their password check than the server takes on',
    remedy: 'Chờ vài giây rồi thử lại.',
  },
  unexpected: {
    code: 'server.unexpected', status: 500,
    vi: 'Máy chủ gặp lỗi ngoài dự tính.', en: 'The server met an unexpected error.',
    when: 'anything not foreseen; the log holds the cause under the request id',
    remedy: 'Làm lại; nếu vẫn lỗi, gửi mã yêu cầu cho người quản trị.',
  },
});

import { defineFaults } from '#platform/fault';

/** What identity says no with. Nothing here tells whether an account exists. */
export const IDENTITY_FAULTS = defineFaults({
  wrongCode: {
    code: 'identity.wrong-code', status: 401,
    vi: 'Mã xác nhận không đúng hoặc đã dùng rồi.', en: 'The code is wrong or has been used.',
    when: 'a TOTP code, recovery code or passkey answer does not fit, or the step behind it has run out',
    remedy: 'Chờ mã mới trong ứng dụng (30 giây một mã), kiểm tra giờ của điện thoại, rồi nhập lại; hết hạn thì đăng nhập lại từ đầu.',
  },
  secondNeeded: {
    code: 'identity.second-factor-needed', status: 403,
    vi: 'Việc này cần một bước xác nhận thứ hai mà tài khoản chưa có.', en: 'This needs a second factor, which the account has not got.',
    when: 'a confirmation is asked of an account without second factor, outside a demonstration',
    remedy: 'Mở “Tài khoản của tôi” và thêm ứng dụng mã xác nhận hoặc khoá truy cập.',
  },
  confirmNeeded: {
    code: 'identity.confirm-needed', status: 403,
    vi: 'Cần xác nhận lại chính bạn trước khi làm việc này.', en: 'Confirm that it is you before doing this.',
    when: 'a change of factors, password, roles or accounts without a confirmation in the last minutes',
    remedy: 'Xác nhận bằng mật khẩu và mã, hoặc bằng khoá truy cập, rồi làm lại.',
  },
  freshNeeded: {
    code: 'identity.fresh-sign-in-needed', status: 403,
    vi: 'Chỉ thêm được bước xác nhận ngay sau khi đăng nhập bằng mật khẩu.', en: 'A first factor is added right after signing in with the password.',
    when: 'a first second factor is enrolled in a session that is older than a few minutes, or opened by PIN',
    remedy: 'Đăng xuất, đăng nhập lại bằng mật khẩu rồi thêm ngay.',
  },
  guessable: {
    code: 'identity.guessable-password', status: 400,
    vi: 'Mật khẩu này quá dễ đoán.', en: 'This password is too easy to guess.',
    when: 'a password holds the user name, is one of the very common ones, or repeats one sign',
    remedy: 'Chọn một câu dài mà chỉ bạn nhớ, không có tên đăng nhập.',
  },
  lastFactor: {
    code: 'identity.last-factor', status: 409,
    vi: 'Không bỏ được bước xác nhận cuối cùng của tài khoản này.', en: 'The last second factor of this account cannot be removed.',
    when: 'the account administers, or its password is short, and it would be left without second factor',
    remedy: 'Thêm một cách xác nhận khác trước, hoặc đổi sang mật khẩu dài.',
  },
  alreadyThere: {
    code: 'identity.factor-exists', status: 409,
    vi: 'Tài khoản đã có ứng dụng mã xác nhận.', en: 'The account has an authenticator app already.',
    when: 'TOTP is enrolled while one is in use',
    remedy: 'Bỏ cái cũ trước rồi thêm cái mới.',
  },
  passkeyRefused: {
    code: 'identity.passkey-refused', status: 400,
    vi: 'Khoá truy cập này không được nhận.', en: 'This passkey was not accepted.',
    when: 'a registration answer does not fit its challenge, origin or user verification',
    remedy: 'Mở đúng địa chỉ của hệ thống (không dùng địa chỉ số) rồi thử lại.',
  },
  invitationEnded: {
    code: 'identity.invitation-ended', status: 410,
    vi: 'Mã mời không đúng, đã dùng hoặc đã hết hạn.', en: 'The invitation is wrong, used or over.',
    when: 'an invitation code is unknown, used or past its end',
    remedy: 'Xin người mời cấp mã mới.',
  },
  resetRefused: {
    code: 'identity.reset-refused', status: 401,
    vi: 'Không đặt lại được mật khẩu với những gì vừa nhập.', en: 'The password cannot be reset with what was given.',
    when: 'reset with an unknown account, a wrong or used recovery code, or a wrong TOTP code: never said which',
    remedy: 'Kiểm tra tên đăng nhập, mã dự phòng và mã trong ứng dụng; không còn mã nào thì xin người quản trị mời lại.',
  },
  noPlace: {
    code: 'identity.no-such-place', status: 403,
    vi: 'Bạn không có việc ở nơi đó hôm nay.', en: 'You do not work at that place today.',
    when: 'a place of work is chosen that is none of the account’s on this day',
    remedy: 'Chọn một nơi trong danh sách, hoặc xin người quản trị cấp.',
  },
  wrongPin: {
    code: 'identity.wrong-pin', status: 401,
    vi: 'Mã PIN không đúng.', en: 'Wrong PIN.',
    when: 'a shared computer is switched with a wrong PIN, or the PIN is not usable there; never said which',
    remedy: 'Nhập lại; sai nhiều lần thì đăng nhập đầy đủ bằng mật khẩu.',
  },
  pinLocked: {
    code: 'identity.full-sign-in-needed', status: 401,
    vi: 'Cần đăng nhập đầy đủ bằng mật khẩu trên máy này.', en: 'Sign in fully on this computer.',
    when: 'the PIN is locked after wrong tries, or the last full sign-in on this computer is too long ago',
    remedy: 'Đăng nhập bằng mật khẩu; sau đó dùng lại mã PIN được.',
  },
  weakPin: {
    code: 'identity.weak-pin', status: 400,
    vi: 'Mã PIN này quá dễ đoán.', en: 'This PIN is too easy to guess.',
    when: 'a PIN repeats one figure or counts up or down',
    remedy: 'Chọn sáu chữ số không lặp, không liên tiếp.',
  },
  noStation: {
    code: 'identity.no-station', status: 404,
    vi: 'Máy này chưa được đăng ký là máy dùng chung.', en: 'This computer is not registered as shared.',
    when: 'switching the user without the cookie of a registered computer',
    remedy: 'Đăng nhập đầy đủ, rồi đăng ký máy trong “Tài khoản của tôi”.',
  },
  noAccount: {
    code: 'identity.no-account', status: 404,
    vi: 'Không có tài khoản này.', en: 'There is no such account.',
    when: 'an administrator names an account that is not there',
    remedy: 'Tải lại danh sách tài khoản.',
  },
  ownAccount: {
    code: 'identity.own-account', status: 409,
    vi: 'Không tự làm việc này với chính tài khoản của mình.', en: 'This cannot be done to one’s own account.',
    when: 'an administrator closes or reviews himself, or grants himself a role or right',
    remedy: 'Nhờ một người quản trị khác.',
  },
  sheet: {
    code: 'identity.sheet-unreadable', status: 400,
    vi: 'Không đọc được bảng tài khoản: {why}.', en: 'The sheet of accounts cannot be read.',
    when: 'the file is no xlsx, too large, holds formulas, or lacks a column',
    remedy: 'Dùng tệp mẫu, chỉ dán giá trị (không công thức), tối đa 1.000 dòng.',
  },
  keyMissing: {
    code: 'identity.key-missing', status: 500,
    vi: 'Máy chủ không mở được khoá của bước xác nhận thứ hai.', en: 'The key of the second factors cannot be opened.',
    when: 'identity.key in YTESO_DATA was lost or changed',
    remedy: 'Báo người quản trị khôi phục tệp identity.key từ bản sao lưu.',
  },
});

export const strings = {
  vi: {
    'title': 'Đăng nhập', 'lead': 'Nền tảng y tế số của tỉnh', 'account': 'Tài khoản', 'password': 'Mật khẩu', 'submit': 'Đăng nhập', 'busy': 'Đang đăng nhập…',
    'accountMissing': 'Hãy nhập tên tài khoản.', 'passwordMissing': 'Hãy nhập mật khẩu.', 'ended': 'Phiên làm việc đã hết. Đăng nhập lại để làm tiếp; những gì đã lưu vẫn còn.',
    'demoTitle': 'Tài khoản dùng thử', 'demoText': 'Đây là bản minh hoạ, mọi người trong đó đều không có thật. Bấm một dòng để điền sẵn.', 'fill': 'Dùng tài khoản {{name}}',
    'role.admin': 'Quản trị', 'role.facility': 'Cơ sở khám bệnh, chữa bệnh', 'role.department': 'Sở Y tế', 'role.other': 'Tài khoản khác', 'showPassword': 'Hiện hoặc ẩn mật khẩu',
  },
  en: {
    'title': 'Sign in', 'lead': 'Digital health platform of the province', 'account': 'Account', 'password': 'Password', 'submit': 'Sign in', 'busy': 'Signing in…',
    'accountMissing': 'Enter the account name.', 'passwordMissing': 'Enter the password.', 'ended': 'The session has ended. Sign in again to go on; what was saved is still there.',
    'demoTitle': 'Accounts to try', 'demoText': 'This is a demonstration; nobody in it is real. Press a row to fill it in.', 'fill': 'Use the account {{name}}',
    'role.admin': 'Administrator', 'role.facility': 'Health facility', 'role.department': 'Department of Health', 'role.other': 'Other account', 'showPassword': 'Show or hide the password',
  },
} as const;

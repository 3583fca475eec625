/** Words that every area uses. */
export const strings = {
  vi: {
    'retry': 'Thử lại', 'close': 'Đóng', 'cancel': 'Thôi', 'back': 'Quay lại', 'more': 'Hiện thêm', 'home': 'Về việc hôm nay', 'signInBeside': 'Đăng nhập ở thẻ mới rồi quay lại đây, những gì đã gõ vẫn còn',
    'waiting': 'Đang tải…', 'waitingFor': 'Đang tải {{what}}…', 'none': 'không có', 'requestId': 'Mã yêu cầu: {{id}}',
    'error': 'Lỗi', 'warning': 'Cảnh báo', 'info': 'Lưu ý', 'errors': '{{count}} lỗi', 'warnings': '{{count}} cảnh báo', 'infos': '{{count}} lưu ý', 'clean': 'Không có lỗi',
    'faultTitle': 'Chưa làm được', 'offline': 'Không nối được tới máy chủ.', 'offlineRemedy': 'Kiểm tra dây mạng hoặc Wi-Fi, rồi bấm Thử lại.',
    'unreadable': 'Máy chủ trả lời theo dạng mà trang này không hiểu.', 'unreadableRemedy': 'Tải lại trang (Ctrl+F5); nếu vẫn vậy, báo người quản trị.',
    'broken': 'Trang này vừa gặp lỗi.', 'brokenRemedy': 'Tải lại trang; nếu vẫn lỗi, báo người quản trị việc bạn vừa làm.',
    'notFound': 'Không có trang này', 'notFoundText': 'Địa chỉ có thể đã đổi hoặc gõ thiếu. Hãy bắt đầu lại từ việc hôm nay.',
    'account': 'tài khoản …{{id}}', 'months': '{{count}} tháng tuổi', 'years': '{{count}} tuổi', 'male': 'Nam', 'female': 'Nữ', 'sexUnknown': 'Chưa xác định',
    'dayFormat': 'Viết ngày/tháng/năm, ví dụ 15/01/2026', 'dayWrong': '“{{text}}” không phải một ngày có thật. Viết ngày/tháng/năm, ví dụ 15/01/2026.',
    'scroll': '{{what}}: cuộn ngang để xem hết các cột', 'since': 'từ {{from}}', 'standing': 'còn hiệu lực', 'until': '{{from}} đến {{to}}', 'path': 'Bạn đang ở', 'pages': 'Chuyển trang danh sách', 'previous': 'Trước', 'next': 'Sau', 'rows': 'dòng {{from}} đến {{to}}',
  },
  en: {
    'retry': 'Try again', 'close': 'Close', 'cancel': 'Cancel', 'back': 'Back', 'more': 'Show more', 'home': 'To today’s work', 'signInBeside': 'Sign in in a new tab and come back; what you typed stays',
    'waiting': 'Loading…', 'waitingFor': 'Loading {{what}}…', 'none': 'none', 'requestId': 'Request id: {{id}}',
    'error': 'Error', 'warning': 'Warning', 'info': 'Note', 'errors': '{{count}} errors', 'warnings': '{{count}} warnings', 'infos': '{{count}} notes', 'clean': 'No errors',
    'faultTitle': 'That did not work', 'offline': 'The server cannot be reached.', 'offlineRemedy': 'Check the cable or Wi-Fi, then press Try again.',
    'unreadable': 'The server answered in a form this page does not understand.', 'unreadableRemedy': 'Reload the page (Ctrl+F5); if it stays, tell the administrator.',
    'broken': 'This page met an error.', 'brokenRemedy': 'Reload the page; if it stays, tell the administrator what you were doing.',
    'notFound': 'There is no such page', 'notFoundText': 'The address may have changed or lost a part. Start again from today’s work.',
    'account': 'account …{{id}}', 'months': '{{count}} months old', 'years': '{{count}} years old', 'male': 'Male', 'female': 'Female', 'sexUnknown': 'Undetermined',
    'dayFormat': 'Write day/month/year, e.g. 15/01/2026', 'dayWrong': '“{{text}}” is not a real day. Write day/month/year, e.g. 15/01/2026.',
    'scroll': '{{what}}: scroll sideways to see all columns', 'since': 'from {{from}}', 'standing': 'in force', 'until': '{{from}} to {{to}}', 'path': 'You are in', 'pages': 'Pages of the list', 'previous': 'Previous', 'next': 'Next', 'rows': 'rows {{from}} to {{to}}',
  },
} as const;

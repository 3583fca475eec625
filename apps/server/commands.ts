import type { Command } from './command.ts';

/** The command table. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'admin create', summaryVi: 'tạo tài khoản quản trị',
    usageVi: 'npx yteso admin create --user TÊN [--name "HỌ TÊN"] [--password-stdin]\n'
      + '  Không có --password-stdin thì mật khẩu được tạo ngẫu nhiên và in ra một lần; mật khẩu tự chọn dài ít nhất 14 ký tự.\n'
      + '  Dùng chung dữ liệu với máy chủ đang chạy: đặt YTESO_DATA hoặc DATABASE_URL như máy chủ.',
    load: () => import('./commands/account-create.ts').then((m) => ({ run: (args) => m.run(args, 'admin') })),
  },
  {
    name: 'account create', summaryVi: 'tạo tài khoản cho cơ sở hoặc Sở Y tế',
    usageVi: 'npx yteso account create --user TÊN --role facility --facility MÃ_CSKCB [--name "TÊN HIỂN THỊ"] [--password-stdin]\n'
      + '       npx yteso account create --user TÊN --role VAI_TRÒ [--facility MÃ_CSKCB] [--name "TÊN HIỂN THỊ"] [--password-stdin]\n  VAI_TRÒ: facility, doctor, nurse (cần --facility), department, inspector, disease-control, insurer, citizen, admin',
    load: () => import('./commands/account-create.ts').then((m) => ({ run: (args) => m.run(args, undefined) })),
  },
  {
    name: 'account reset-factors', summaryVi: 'bỏ bước xác nhận thứ hai của một tài khoản (mất điện thoại, mất khoá)',
    usageVi: 'npx yteso account reset-factors --user TÊN\n  Bỏ mã xác nhận, khoá truy cập, mã dự phòng, mã PIN và kết thúc mọi phiên; mật khẩu giữ nguyên.',
    load: () => import('./commands/account-change.ts').then((m) => ({ run: (args) => m.run(args, 'reset-factors') })),
  },
  {
    name: 'account close', summaryVi: 'đóng một tài khoản',
    usageVi: 'npx yteso account close --user TÊN\n  Kết thúc mọi phiên; tài khoản không đăng nhập được nữa. Người quản trị mở lại được trên màn hình Tài khoản.',
    load: () => import('./commands/account-change.ts').then((m) => ({ run: (args) => m.run(args, 'close') })),
  },
  {
    name: 'check', summaryVi: 'kiểm tra tệp hồ sơ, không cần cơ sở dữ liệu',
    usageVi: 'npx yteso check TỆP… [--as-of NGÀY] [--rules-of NGÀY] [--format text|json] [--catalogues THƯ_MỤC]\n'
      + '  --as-of       ngày được coi là hôm nay (mặc định: hôm nay), dạng 20261121 hoặc 2026-11-21\n'
      + '  --rules-of    dùng quy tắc có hiệu lực ngày này thay cho ngày của hồ sơ\n'
      + '  --catalogues  danh mục được phê duyệt của cơ sở; thư mục catalogues/ cạnh tệp được tự nhận ra\n'
      + '  Mã thoát: 0 không có lỗi, 1 có lỗi, 2 không đọc được. Với --format json mỗi dòng là một phát hiện.',
    load: () => import('./commands/check.ts'),
  },
  {
    name: 'conform', summaryVi: 'kiểm tra phần mềm gửi hồ sơ có đúng chuẩn: điểm, lỗi theo quy tắc, báo cáo PDF có ký số',
    usageVi: 'npx yteso conform TỆP… [--out BÁO_CÁO.pdf] [--json BÁO_CÁO.json] [--of "TÊN PHẦN MỀM"] [--as-of NGÀY] [--catalogues THƯ_MỤC] [--no-quotes]\n'
      + '       npx yteso conform --watch THƯ_MỤC [như trên]   kiểm lại mỗi khi có tệp .xml mới\n'
      + '  --key  mã của khoá ký trong thư mục khoá (mặc định: LAB; chưa có thì tạo khoá trình diễn); --at  thời điểm ký\n'
      + '  Cùng tệp, cùng --as-of, cùng bản yteso cho cùng mã kết quả. Mã thoát: 0 đạt, 1 có lỗi, 2 có tệp không đọc được.',
    load: () => import('./commands/conform.ts'),
  },
  {
    name: 'sign verify', summaryVi: 'kiểm tra chữ ký trong tệp hồ sơ',
    usageVi: 'npx yteso sign verify TỆP…\n  Nói ai ký, lúc nào, phủ những gì. Mã thoát: 0 đúng cả, 1 có tệp chưa ký hoặc chữ ký sai.',
    load: () => import('./commands/sign.ts').then((m) => ({ run: m.verify })),
  },
  {
    name: 'sign', summaryVi: 'ký số tệp hồ sơ bằng khoá của cơ sở',
    usageVi: 'npx yteso sign TỆP… --key MÃ_CSKCB --out THƯ_MỤC\n  Chữ ký vào thẻ CHUKYDONVI đang trống; mọi byte khác giữ nguyên. Khoá ở thư mục khoá: docs/settings.md (YTESO_SIGNING_DIR).',
    load: () => import('./commands/sign.ts'),
  },
  {
    name: 'generate', summaryVi: 'tạo một tỉnh giả lập: hồ sơ của những người không có thật',
    usageVi: 'npx yteso generate --out THƯ_MỤC [--people N] [--visits N] [--seed CHỮ] [--per-file N] [--spoil TỶ_LỆ]\n'
      + '  --spoil  tỷ lệ lượt khám (0…1) có thêm một bản sao bị làm hỏng, ghi ở spoiled/ kèm nhãn labels.tsv\n'
      + '  Cùng tham số cho ra cùng tệp. Ghi claims/, checkins/, assessments/ và catalogues/.',
    load: () => import('./commands/generate.ts'),
  },
  {
    name: 'load', summaryVi: 'nạp tệp hồ sơ vào hồ sơ người dân', endsInOrder: true,
    usageVi: 'npx yteso load TỆP…\n  Dừng giữa chừng thì chạy lại đúng lệnh: tệp đã nạp được bỏ qua, tệp dở dang được nạp tiếp. Dùng chung dữ liệu với máy chủ đang chạy (YTESO_DATA hoặc DATABASE_URL).',
    load: () => import('./commands/load.ts'),
  },
  {
    name: 'catalogue import', summaryVi: 'nhập danh mục và danh mục được phê duyệt của cơ sở',
    usageVi: 'npx yteso catalogue import THƯ_MỤC\n  Thư mục có lists.tsv và lists/, hoặc approved/<mã cơ sở>/<loại>.tsv. Nhập lại không làm đôi.',
    load: () => import('./commands/catalogue-import.ts'),
  },
  {
    name: 'openid rotate', summaryVi: 'đổi khoá ký của cửa dành cho chương trình',
    usageVi: 'npx yteso openid rotate\n  Đặt YTESO_DATA như máy chủ. Khoá công khai cũ còn được công bố 24 giờ, thẻ đã cấp vẫn dùng được đến khi hết hạn.',
    load: () => import('./commands/openid-rotate.ts'),
  },
  {
    name: 'audit verify', summaryVi: 'kiểm tra nhật ký truy cập không bị sửa, xoá, chèn, đảo',
    usageVi: 'npx yteso audit verify [--checkpoints THƯ_MỤC] [--from SỐ]\n'
      + '  --checkpoints  thư mục các mốc đã ký mà bên thứ hai giữ (checkpoint-*.txt, key-*.txt): chỉ nó thấy được việc viết lại cả nhật ký\n'
      + '  --from         bắt đầu từ sự việc số này (mặc định: 0)\n'
      + '  Mã thoát: 0 nguyên vẹn, 1 có sai khác; sai khác đầu tiên được nêu tên.',
    load: () => import('./commands/audit-verify.ts'),
  },
  {
    name: 'audit export', summaryVi: 'xuất nhật ký truy cập thành FHIR AuditEvent, mỗi dòng một sự việc',
    usageVi: 'npx yteso audit export --from NGÀY --to NGÀY\n  Ngày dạng 20261121 hoặc 2026-11-21, kể cả ngày cuối. In ra màn hình; ghi vào tệp: … > nhat-ky.ndjson',
    load: () => import('./commands/audit-export.ts'),
  },
  {
    name: 'audit rotate-key', summaryVi: 'đổi khoá ký mốc của nhật ký truy cập',
    usageVi: 'npx yteso audit rotate-key\n  Khoá cũ ký xác nhận khoá mới và được giữ lại bên cạnh. Khởi động lại máy chủ sau khi đổi. Không dùng khi khoá đặt bằng YTESO_AUDIT_KEY.',
    load: () => import('./commands/audit-rotate-key.ts'),
  },
  {
    name: 'backup verify', summaryVi: 'kiểm tra một bản sao lưu còn nguyên vẹn không',
    usageVi: 'npx yteso backup verify THƯ_MỤC\n  Tính lại mã SHA-256 của mọi phần và mọi tệp đã nhận; không cần cơ sở dữ liệu hay cụm mật khẩu.',
    load: () => import('./commands/backup.ts').then((m) => ({ run: (args) => m.run(args, 'verify') })),
  },
  {
    name: 'backup', summaryVi: 'sao lưu toàn bộ: dữ liệu, tệp đã nhận, khoá (có mã hoá)',
    usageVi: 'npx yteso backup --out THƯ_MỤC [--passphrase-stdin]\n'
      + '  Máy chủ vẫn chạy được trong lúc sao lưu. THƯ_MỤC phải mới hoặc rỗng; bị ngắt giữa chừng thì chạy lại đúng lệnh.\n'
      + '  Cụm mật khẩu bảo vệ các khoá: biến YTESO_BACKUP_PASSPHRASE hoặc --passphrase-stdin. Mất cụm mật khẩu là mất các khoá.',
    load: () => import('./commands/backup.ts').then((m) => ({ run: (args) => m.run(args, 'backup') })),
  },
  {
    name: 'restore', summaryVi: 'khôi phục một bản sao lưu vào chỗ mới',
    usageVi: 'npx yteso restore --from THƯ_MỤC [--passphrase-stdin]\n'
      + '  Vào một YTESO_DATA mới (hoặc DATABASE_URL với schema rỗng); không bao giờ ghi đè lên dữ liệu đang có.\n'
      + '  Kiểm mọi mã trước khi ghi, đối chiếu từng bảng sau khi ghi. Bị ngắt giữa chừng thì chạy lại đúng lệnh.',
    load: () => import('./commands/backup.ts').then((m) => ({ run: (args) => m.run(args, 'restore') })),
  },
  {
    name: 'migrate', summaryVi: 'cập nhật cấu trúc và bổ sung dữ liệu cho bản này',
    usageVi: 'npx yteso migrate [--status] [--again]\n'
      + '  --status  chỉ xem: còn bước nào, việc bổ sung dữ liệu nào chưa xong (mã thoát 1 khi còn)\n'
      + '  --again   làm lại từ đầu các việc bổ sung: sau khi máy chủ bản trước đã ngừng hẳn\n'
      + '  Dừng giữa chừng thì chạy lại đúng lệnh. Dùng YTESO_MIGRATE_URL (chủ sở hữu các bảng) nếu có đặt.',
    load: () => import('./commands/migrate.ts'),
  },
];

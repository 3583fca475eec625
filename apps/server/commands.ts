import type { Command } from './command.ts';

/** The command table. */
export const COMMANDS: readonly Command[] = [
  {
    name: 'admin create', summaryVi: 'tạo tài khoản quản trị',
    usageVi: 'npx yteso admin create --user TÊN [--name "HỌ TÊN"] [--password-stdin]\n'
      + '  Không có --password-stdin thì mật khẩu được tạo ngẫu nhiên và in ra một lần; mật khẩu tự chọn dài ít nhất 14 ký tự.',
    load: () => import('./commands/account-create.ts').then((m) => ({ run: (args) => m.run(args, 'admin') })),
  },
  {
    name: 'account create', summaryVi: 'tạo tài khoản cho cơ sở hoặc Sở Y tế',
    usageVi: 'npx yteso account create --user TÊN --role facility --facility MÃ_CSKCB [--name "TÊN HIỂN THỊ"] [--password-stdin]\n'
      + '       npx yteso account create --user TÊN --role department [--name "TÊN HIỂN THỊ"] [--password-stdin]',
    load: () => import('./commands/account-create.ts').then((m) => ({ run: (args) => m.run(args, undefined) })),
  },
];

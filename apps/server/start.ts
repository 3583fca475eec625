import { parseArgs } from 'node:util';
import { SettingsError, VERSION, readSettings } from '#platform/config';
import type { Settings } from '#platform/config';
import { DatabaseStartError } from '#platform/db';
import { describeError } from '#platform/http';
import { StartError } from './errors.ts';
import { jsonLog } from './log.ts';
import { administratorCommand } from './place.ts';
import { ROOMS } from './rooms.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';

const HELP = `Cách dùng: npm start [-- --empty]
  --empty   bắt đầu không có dữ liệu trình diễn (chỉ lần đầu chọn được)
Cài đặt: docs/settings.md`;

const people = process.stdout.isTTY === true;

async function main(): Promise<void> {
  const began = performance.now();
  const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } } });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const settings = readSettings(process.env, process.cwd());
  const logLevel = settings.logLevel ?? (people ? 'warn' : 'info');
  const log = jsonLog('info', (line) => { process.stdout.write(line); });
  const tell = (message: string): void => (people ? console.log(message) : log.info({}, message));

  let close: () => Promise<void> = async () => {};
  endInOrder(() => close(), tell);
  const server = await startServer({ settings, rooms: ROOMS, empty: values.empty, logLevel, tell, onOpen: (opened) => { close = opened; } });
  close = server.close;
  announce(server, settings, tell, performance.now() - began);
}

function announce(server: RunningServer, settings: Settings, tell: (message: string) => void, ms: number): void {
  tell(`yteso ${VERSION} đã sẵn sàng sau ${(ms / 1000).toFixed(1)} giây: ${server.address}`);
  if (server.demo.length > 0) {
    tell('Tài khoản trình diễn (người và dữ liệu đều bịa, mật khẩu ngẫu nhiên của riêng máy này):');
    for (const account of server.demo) tell(`  ${account.user.padEnd(10)} ${account.password}  ${account.displayName}`);
    if (settings.host !== '127.0.0.1' && settings.host !== 'localhost') tell(`Chú ý: bản trình diễn đang mở ra mạng (HOST=${settings.host}); mật khẩu trên hiện ở trang đăng nhập.`);
  }
  if (server.needsAdministrator) tell(`Chưa có người quản trị. Mở cửa sổ lệnh khác, trong thư mục này chạy: ${administratorCommand(settings, process.cwd())}`);
}

/** First signal: finish what is at hand, at most 25 s. Second: end now. */
function endInOrder(close: () => Promise<void>, tell: (message: string) => void): void {
  let ending = false;
  const end = (): void => {
    if (ending) process.exit(1);
    ending = true;
    tell('Đang dừng…');
    setTimeout(() => process.exit(1), 25_000).unref();
    close().then(() => process.exit(0), () => process.exit(1));
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  // A closed terminal or pipe takes no more lines: no reason to fall.
  process.stdout.on('error', () => {});
}

main().catch((error: unknown) => {
  const expected = error instanceof SettingsError || error instanceof DatabaseStartError || error instanceof StartError;
  const unknownOption = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (expected) console.error(error.message);
  else if (unknownOption) console.error(`Tuỳ chọn không hiểu được.\n${HELP}`);
  else console.error('Không khởi động được vì lỗi ngoài dự tính:', JSON.stringify(describeError(error), null, 2));
  process.exit(1);
});

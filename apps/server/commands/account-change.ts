import { parseArgs } from 'node:util';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { openFromSettings } from '#platform/db';
import { accountId, closeAccount, resetFactors } from '#platform/identity';
import { UsageError } from '../command.ts';
import { placeOf } from '../place.ts';

/** `account reset-factors` and `account close`: what an administrator does who cannot get in himself. */
export async function run(args: readonly string[], what: 'reset-factors' | 'close'): Promise<number> {
  const { values } = parseArgs({ args: [...args], options: { user: { type: 'string' } } });
  if (!values.user) throw new UsageError('Thiếu --user TÊN.');
  const user = values.user;
  const settings = readSettings(process.env, process.cwd());
  const opened = await openFromSettings(settings, 'guest', (message) => console.error(message));
  try {
    const done = await opened.db.withAccess(systemPolicy('command-line', 'administration'), { action: what === 'close' ? 'account.close' : 'account.factors', target: 'account/by-name' }, async (tx) => {
      const id = await accountId(tx, user);
      if (id === undefined) return undefined;
      await tx.audit({ action: what === 'close' ? 'account.close' : 'account.factors', target: `account/${id}` });
      if (what === 'close') return closeAccount(tx, id, 'closed');
      await resetFactors(tx, id);
      return true;
    });
    if (done === undefined) throw new UsageError(`Không có tài khoản “${user}” trong ${placeOf(settings)}.`);
    console.log(what === 'close' ? `Đã đóng tài khoản “${user}” và kết thúc mọi phiên của tài khoản này.` : `Đã bỏ mọi bước xác nhận, mã dự phòng và mã PIN của “${user}”; lần đăng nhập tới sẽ được mời thêm lại.`);
  } finally {
    await opened.close();
  }
  return 0;
}

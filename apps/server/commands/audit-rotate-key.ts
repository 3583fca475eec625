import { originOf, rotateKey } from '#platform/audit/server';
import { UsageError } from '../command.ts';
import { withDatabase } from './database.ts';

/** `yteso audit rotate-key`: the old key signs the new one. */
export async function run(): Promise<number> {
  return withDatabase(async (context) => {
    if (context.settings.auditKey !== undefined) throw new UsageError('Khoá đang đặt bằng YTESO_AUDIT_KEY: đổi ở nơi giữ biến đó.');
    const next = await context.db.bookkeeping('audit-key', (tx) => rotateKey(tx, context.settings, originOf(context)));
    process.stdout.write(`Khoá mới: ${next.keyId}. Khoá công khai để giao cho bên giữ mốc:\n${next.vkey}\nKhởi động lại máy chủ để dùng khoá này.\n`);
    return 0;
  });
}

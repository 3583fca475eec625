import { parseArgs } from 'node:util';
import { readSettings } from '#platform/config';
import { rotateKeys } from '#platform/openid/server';

/** `yteso openid rotate`: new signing and cookie keys; the old public halves stay published until nothing signed with them holds. */
export async function run(args: readonly string[]): Promise<number> {
  parseArgs({ args: [...args], options: {} });
  const { dataFolder } = readSettings(process.env, process.cwd());
  const keys = await rotateKeys(dataFolder, new Date());
  console.log(`Đã đổi khoá ký của cửa OpenID trong ${dataFolder}. Khoá mới: ${keys.keys.map((key) => `${key.alg} ${key.kid}`).join(', ')}.`);
  console.log('Máy chủ đang chạy nhận khoá mới trong vòng mười giây; khoá công khai cũ còn được công bố 24 giờ cho các thẻ đã cấp. Chạy nhiều máy chủ thì chép openid-keys.json tới từng máy.');
  return 0;
}

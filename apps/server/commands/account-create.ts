import { text } from 'node:stream/consumers';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { systemPolicy } from '#platform/access';
import { readSettings } from '#platform/config';
import { installation, openFromSettings } from '#platform/db';
import { createAccount, limitsOf, randomPassword } from '#platform/identity';
import { UsageError } from '../command.ts';
import { connectIdentityLaw } from '../law.ts';
import { placeOf } from '../place.ts';

const ROLES = {
  admin: 'quản trị', facility: 'cơ sở khám bệnh, chữa bệnh', doctor: 'bác sĩ', nurse: 'điều dưỡng', department: 'Sở Y tế', inspector: 'thanh tra', 'disease-control': 'kiểm soát bệnh tật', insurer: 'bảo hiểm xã hội', citizen: 'người dân',
} as const;
const AT_FACILITY: readonly string[] = ['facility', 'doctor', 'nurse'];

/** @param fixed the role of `admin create`; undefined: asked for by --role */
export async function run(args: readonly string[], fixed: 'admin' | undefined): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      user: { type: 'string' }, name: { type: 'string' }, role: { type: 'string' }, facility: { type: 'string' },
      'password-stdin': { type: 'boolean', default: false },
    },
  });
  const role = fixed ?? roleOf(values.role);
  if (AT_FACILITY.includes(role) && !values.facility) throw new UsageError('Tài khoản của cơ sở cần --facility MÃ_CSKCB.');
  const user = values.user ?? await ask('Tên đăng nhập: ');
  const given = values['password-stdin'] ? (await text(process.stdin)).replace(/\r?\n$/, '') : undefined;
  const password = given ?? randomPassword();

  connectIdentityLaw();
  const settings = readSettings(process.env, process.cwd());
  const opened = await openFromSettings(settings, 'guest', (message) => console.error(message));
  let demonstration: boolean;
  try {
    // An account made before the first start means a real province: it must not be filled with invented people afterwards.
    demonstration = (await installation(opened.db, 'empty')).kind === 'demonstration';
    await opened.db.withAccess(systemPolicy('command-line', 'administration'), { action: 'account.create', target: 'account/new' }, (tx) =>
      createAccount(tx, { user, displayName: values.name ?? user, role, facility: AT_FACILITY.includes(role) ? values.facility ?? null : null, password }, limitsOf(opened.db).passwordMin));
  } finally {
    await opened.close();
  }
  console.log(`Đã tạo tài khoản “${user.toLowerCase()}” (${ROLES[role]}) trong ${placeOf(settings)}${demonstration ? ' (bản trình diễn)' : ''}.`);
  console.log('Máy chủ phải dùng đúng nơi này thì mới đăng nhập được; nếu không, chạy lại với cùng YTESO_DATA hoặc DATABASE_URL như máy chủ.');
  if (given === undefined) console.log(`Mật khẩu (chỉ hiện một lần này, hãy cất giữ): ${password}`);
  return 0;
}

function roleOf(value: string | undefined): keyof typeof ROLES {
  const roles = ['admin', 'facility', 'doctor', 'nurse', 'department', 'inspector', 'disease-control', 'insurer', 'citizen'] as const;
  const found = roles.find((role) => role === value);
  if (found === undefined) throw new UsageError(`--role là một trong: ${roles.join(', ')}.`);
  return found;
}

async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY) throw new UsageError('Thiếu --user.');
  const line = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await line.question(question)).trim();
  } finally {
    line.close();
  }
}

import { z } from 'zod';
import { natsFields, withNatsSecrets } from '#domains/claim/nats';
import { readJsonSetting, withSecrets } from '#platform/config';

const pace = { perSecond: z.number().positive().max(1_000).default(10), parallel: z.number().int().min(1).max(32).default(2), patience: z.number().positive().max(600).default(60) };
const name = z.string().regex(/^[a-z][a-z0-9-]{1,30}$/u, 'tên nơi nhận: chữ thường không dấu, số, gạch ngang').refine((one) => !['bhxh', 'byt', 'ksk'].includes(one), 'tên này đã có nghĩa riêng');
/** Outside of this machine only over TLS. */
const address = z.url().refine((one) => one.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)[:/]/u.test(one), 'cần https (http chỉ cho chính máy này)');
/** What an answer must look like: any of these statuses and, when named, a value in its JSON (`a.b.c`). */
const pattern = z.strictObject({ status: z.array(z.number().int().min(100).max(599)).min(1), path: z.string().max(200).optional(), equals: z.array(z.string()).optional() });
const rest = z.strictObject({
  type: z.literal('rest'), name, ability: z.enum(['none', 'dedupe', 'query']), url: address, headers: z.record(z.string(), z.string()).default({}),
  /** `json`: `{ id, kind, facility, maLk, revision, file }` with the file in base64; `bytes`; or a text with `{{id}}`, `{{kind}}`, `{{facility}}`, `{{maLk}}`, `{{revision}}`, `{{base64}}`. */
  body: z.string().max(100_000).default('json'), contentType: z.string().max(200).optional(),
  received: pattern, refused: pattern, /** Path of the receipt in the JSON answer. */ receipt: z.string().max(200).optional(),
  query: z.strictObject({ url: address, found: pattern, absent: pattern }).optional(), ...pace,
}).refine((one) => (one.ability === 'query') === (one.query !== undefined), { message: 'ability query cần phần query, và chỉ nó', path: ['query'] });
const file = z.strictObject({ type: z.literal('file'), name, folder: z.string().min(1).max(1_000), ...pace });
/** No sign that a batch or a command line could take for another. */
const plainPath = z.string().max(1_000).regex(/^[\w./-]+$/u, 'đường dẫn chỉ gồm chữ không dấu, số và . _ - /').refine((one) => !one.startsWith('-') && !one.endsWith('/'), 'đường dẫn không bắt đầu bằng - và không kết thúc bằng /');
const sftp = z.strictObject({
  type: z.literal('sftp'), name, host: z.string().max(253).regex(/^[A-Za-z0-9][A-Za-z0-9.-]*$/u, 'cần tên máy'), port: z.number().int().min(1).max(65_535).default(22), user: z.string().regex(/^[a-z_][a-z0-9_.-]{0,31}$/u, 'cần tên đăng nhập'),
  /** Private key (OpenSSH, 0600) and the file with the receiver's own key, as ssh-keyscan writes it and as the receiver has confirmed it. */
  keyFile: plainPath, knownHostsFile: plainPath, folder: plainPath, ...pace,
});
const nats = z.strictObject({ type: z.literal('nats'), name, ...natsFields, ...pace });

const outlets = z.array(z.discriminatedUnion('type', [rest, file, sftp, nats])).max(50);
export type Outlet = z.output<typeof outlets>[number];
export type RestOutlet = z.output<typeof rest>;
export type FileOutlet = z.output<typeof file>;
export type SftpOutlet = z.output<typeof sftp>;
export type NatsOutlet = z.output<typeof nats>;
export type Pattern = z.output<typeof pattern>;

/** The outlets of the file; secrets of headers come from the environment. @throws Error that says in Vietnamese what is wrong and where */
export function readOutlets(path: string, environment: Readonly<Record<string, string | undefined>>): Outlet[] {
  const read = readJsonSetting('YTESO_OUTLETS', path, outlets);
  const names = read.map((one) => one.name);
  const twice = names.find((one, index) => names.indexOf(one) !== index);
  if (twice !== undefined) throw new Error(`YTESO_OUTLETS (${path}): nơi nhận ${twice} có hai lần.`);
  return read.map((one) => (one.type === 'nats' ? withNatsSecrets('YTESO_OUTLETS', one, environment) : one.type === 'rest' ? { ...one, headers: Object.fromEntries(Object.entries(one.headers).map(([key, value]) => [key, withSecrets('YTESO_OUTLETS', value, environment)])) } : one));
}

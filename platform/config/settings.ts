import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { isIP } from 'node:net';
import { z } from 'zod';

/** One setting: its rule, and for the user what it is and what a right value looks like. */
const whole = (low: number, high: number, what: string) =>
  z.string().regex(/^\d+$/, `${what}: cần một số nguyên từ ${low} đến ${high}`).transform(Number)
    .refine((n) => n >= low && n <= high, `${what}: cần một số nguyên từ ${low} đến ${high}`);
const network = (range: string): boolean => {
  const [net = '', bits = '', more] = range.trim().split('/');
  return more === undefined && isIP(net) > 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (isIP(net) === 4 ? 32 : 128);
};
const yesNo = z.enum(['0', '1'], { error: 'cần 1 (có) hoặc 0 (không)' }).transform((v) => v === '1');

/** An address that personal data are sent to: never in the clear past this machine. */
const safe = (v: string): boolean => v.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/.test(v);
const outward = z.string().regex(/^https?:\/\/[^/?#\s@]+$/, 'cần địa chỉ không có đường dẫn, ví dụ https://egw.baohiemxahoi.gov.vn').refine(safe, 'cần https (http chỉ cho chính máy này)');
const outwardPath = z.string().regex(/^https?:\/\/[^/?#\s@]+\/[^?#\s]*$/, 'cần địa chỉ đầy đủ, ví dụ https://dang-nhap.example/realms/byt/protocol/openid-connect/token').refine(safe, 'cần https (http chỉ cho chính máy này)');

const schema = z.object({
  PORT: whole(0, 65535, 'cổng').default(3000),
  HOST: z.string().min(1, 'cần một địa chỉ, ví dụ 127.0.0.1 hoặc 0.0.0.0').default('127.0.0.1'),
  YTESO_DATA: z.string().min(1, 'cần một thư mục, ví dụ ./.data').default('./.data'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'cần dạng postgresql://người-dùng:mật-khẩu@máy:5432/tên-cơ-sở-dữ-liệu').optional(),
  YTESO_MIGRATE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'cần dạng postgresql://chủ-sở-hữu:mật-khẩu@máy:5432/tên-cơ-sở-dữ-liệu').optional(),
  YTESO_SCHEMA: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'chỉ gồm chữ thường không dấu, số và dấu gạch dưới, tối đa 40 ký tự, ví dụ an_giang')
    .refine((v) => v !== 'public' && !v.startsWith('pg_'), 'không dùng public hay tên bắt đầu bằng pg_').default('province'),
  YTESO_POOL: whole(2, 200, 'số kết nối').default(10),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    { error: 'cần một trong: trace, debug, info, warn, error, fatal, silent' }).optional(),
  SESSION_IDLE_MINUTES: whole(1, 1440, 'số phút').default(30),
  SESSION_HOURS: whole(1, 168, 'số giờ').default(12),
  YTESO_UPLOAD_LIMIT: whole(1, 4096, 'số MB').default(256),
  YTESO_TLS_CERT: z.string().min(1, 'cần đường dẫn tới tệp chứng thư PEM').optional(),
  YTESO_TLS_KEY: z.string().min(1, 'cần đường dẫn tới tệp khoá PEM').optional(),
  YTESO_TRUST_PROXY: whole(0, 9, 'số máy chuyển tiếp (reverse proxy) đứng trước').default(0),
  YTESO_RATE_ACCOUNT: whole(10, 1_000_000, 'số yêu cầu mỗi phút').default(1800),
  YTESO_RATE_ADDRESS: whole(10, 1_000_000, 'số yêu cầu mỗi phút').default(3000),
  YTESO_INSURER_URL: outward.optional(),
  YTESO_MINISTRY_URL: outward.optional(),
  YTESO_MINISTRY_TOKEN_URL: outwardPath.optional(),
  YTESO_MINISTRY_CLIENT: z.string().min(1, 'cần mã của máy khách').optional(),
  YTESO_MINISTRY_SECRET: z.string().min(1, 'cần khoá của máy khách').optional(),
  YTESO_ISSUER: z.string().regex(/^https?:\/\/[^/?#\s]+$/, 'cần địa chỉ công khai của máy chủ, không có đường dẫn, ví dụ https://suckhoe.tinh.vn')
    .refine((v) => v.startsWith('https://') || /^http:\/\/(127\.0\.0\.1|localhost)(:\d+)?$/.test(v), 'cần https (http chỉ cho chính máy này)').optional(),
  YTESO_OPENID_SECRETS: yesNo.default(false),
  YTESO_OUTSIDE: z.string().min(1, 'cần đường dẫn tới tệp JSON').optional(),
  YTESO_INNER_NETWORKS: z.string().refine((v) => v.split(',').every(network), 'cần các dải mạng cách nhau bằng dấu phẩy, ví dụ 10.0.0.0/8,192.168.0.0/16')
    .default('127.0.0.0/8,::1/128,10.0.0.0/8,172.16.0.0/12,192.168.0.0/16,fc00::/7,fe80::/10'),
  YTESO_OUTSIDE_SECOND_FACTOR: yesNo.default(true),
  YTESO_IDENTITY_KEY: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'cần 32 byte viết dạng base64, ví dụ từ lệnh: openssl rand -base64 32').optional(),
  YTESO_AUDIT_KEY: z.string().regex(/^[A-Za-z0-9+/]{60,120}={0,2}$/, 'cần khoá Ed25519 PKCS#8 viết bằng base64').optional(),
  YTESO_CHECKUP_HUB: z.string().min(1, 'cần đường dẫn tới tệp JSON').optional(),
  YTESO_INLETS: z.string().min(1, 'cần đường dẫn tới tệp JSON').optional(),
  YTESO_OUTLETS: z.string().min(1, 'cần đường dẫn tới tệp JSON').optional(),
  YTESO_SIGNING_DIR: z.string().min(1, 'cần một thư mục chứa các tệp khoá ký .p12').optional(),
  YTESO_WITNESS_DIR: z.string().min(1, 'cần một thư mục, tốt nhất là ổ đĩa của máy khác').optional(),
  YTESO_WITNESS_URL: z.url({ protocol: /^https?$/, error: 'cần một địa chỉ http:// hoặc https://' }).optional(),
});

export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute path. */
  readonly dataFolder: string;
  /** Undefined: the embedded PostgreSQL in `dataFolder`. */
  readonly databaseUrl: string | undefined;
  /** Address of the owner of the tables, who alone migrates, backs up and restores; undefined: the user of `databaseUrl` is the owner. */
  readonly migrateUrl: string | undefined;
  /** The province: named here and at the connection, nowhere else. */
  readonly schema: string;
  readonly poolSize: number;
  /** Undefined: `info` for machines, `warn` on a terminal. */
  readonly logLevel: string | undefined;
  readonly sessionIdleMinutes: number;
  readonly sessionHours: number;
  /** Bytes. */
  readonly uploadLimit: number;
  /** Absolute paths of PEM files: the server speaks HTTPS itself. */
  readonly tls: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** How many reverse proxies stand in front, one behind the other. */
  readonly trustProxy: number;
  /** Requests a minute. */
  readonly rates: { readonly account: number; readonly address: number };
  /** The insurer's gateway, without path; undefined: none, what is owed to it waits. */
  readonly insurerUrl: string | undefined;
  /** The Ministry's data portal and as whom it is called. */
  readonly ministry: { readonly baseUrl: string; readonly tokenUrl: string; readonly clientId: string; readonly clientSecret: string } | undefined;
  /** Public address under which programs reach us, `https://host`; undefined: none (a demonstration takes its own). */
  readonly issuer: string | undefined;
  /** Programs that know only a client_secret are let in. */
  readonly openidSecrets: boolean;
  /** File (absolute path) with the outside providers of identity; undefined: none. */
  readonly outsideFile: string | undefined;
  /** CIDR ranges, comma between. */
  readonly innerNetworks: string;
  /** Calls from outside those networks need a second factor. */
  readonly outsideSecond: boolean;
  /** base64 of 32 bytes; undefined: `identity.key` in the data folder. */
  readonly identityKey: string | undefined;
  /** Base64 of the PKCS#8 key that signs checkpoints of the audit log; undefined: one in `dataFolder`. */
  readonly auditKey: string | undefined;
  /** JSON file that describes further receivers. */
  readonly outletsFile: string | undefined;
  /** JSON file that describes the lines over which other installations send. */
  readonly inletsFile: string | undefined;
  /** JSON file with the database of health checks and who sends to it. */
  readonly checkupHubFile: string | undefined;
  /** Folder of the facilities' signing keys; absolute path. */
  readonly signingFolder: string;
  /** Where checkpoints of the audit log are put for a second party; absolute path. */
  readonly witnessFolder: string | undefined;
  /** Where they are posted. */
  readonly witnessUrl: string | undefined;
}

/** Settings that cannot be used; the message lists each one and what to do, in Vietnamese. */
export class SettingsError extends Error {
  override name = 'SettingsError';
}

/**
 * Reads and checks the settings.
 * File: YTESO_CONFIG, else `yteso.env` in the folder, if there. The environment wins over the file; an empty value counts as not set.
 * @throws SettingsError
 */
export function readSettings(environment: NodeJS.ProcessEnv, folder: string): Settings {
  const { values, source } = gather(environment, folder);
  const parsed = schema.safeParse(values);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  - ${issue.path.join('.')}: ${issue.message}`);
    throw new SettingsError(`Cài đặt chưa đúng (đọc từ biến môi trường${source}):\n${lines.join('\n')}\nSửa rồi khởi động lại. Mọi cài đặt: docs/settings.md`);
  }
  const v = parsed.data;
  if ((v.YTESO_TLS_CERT === undefined) !== (v.YTESO_TLS_KEY === undefined)) throw new SettingsError('YTESO_TLS_CERT và YTESO_TLS_KEY phải đặt cùng nhau: tệp chứng thư và tệp khoá của nó.\nMọi cài đặt: docs/settings.md');
  return {
    insurerUrl: v.YTESO_INSURER_URL, ministry: ministryOf(v.YTESO_MINISTRY_URL, v.YTESO_MINISTRY_TOKEN_URL, v.YTESO_MINISTRY_CLIENT, v.YTESO_MINISTRY_SECRET),
    port: v.PORT, host: v.HOST, dataFolder: resolve(folder, v.YTESO_DATA), databaseUrl: v.DATABASE_URL, migrateUrl: v.YTESO_MIGRATE_URL, schema: v.YTESO_SCHEMA,
    poolSize: v.YTESO_POOL, logLevel: v.LOG_LEVEL, sessionIdleMinutes: v.SESSION_IDLE_MINUTES, sessionHours: v.SESSION_HOURS,
    uploadLimit: v.YTESO_UPLOAD_LIMIT * 1024 * 1024, trustProxy: v.YTESO_TRUST_PROXY, tls: v.YTESO_TLS_CERT === undefined || v.YTESO_TLS_KEY === undefined ? undefined : { certFile: resolve(folder, v.YTESO_TLS_CERT), keyFile: resolve(folder, v.YTESO_TLS_KEY) }, rates: { account: v.YTESO_RATE_ACCOUNT, address: v.YTESO_RATE_ADDRESS }, issuer: v.YTESO_ISSUER, openidSecrets: v.YTESO_OPENID_SECRETS,
    outsideFile: v.YTESO_OUTSIDE === undefined ? undefined : resolve(folder, v.YTESO_OUTSIDE),
    innerNetworks: v.YTESO_INNER_NETWORKS, outsideSecond: v.YTESO_OUTSIDE_SECOND_FACTOR, identityKey: v.YTESO_IDENTITY_KEY,
    checkupHubFile: v.YTESO_CHECKUP_HUB === undefined ? undefined : resolve(folder, v.YTESO_CHECKUP_HUB),
    inletsFile: v.YTESO_INLETS === undefined ? undefined : resolve(folder, v.YTESO_INLETS),
    outletsFile: v.YTESO_OUTLETS === undefined ? undefined : resolve(folder, v.YTESO_OUTLETS),
    signingFolder: resolve(folder, v.YTESO_SIGNING_DIR ?? join(v.YTESO_DATA, 'signing')), auditKey: v.YTESO_AUDIT_KEY, witnessFolder: v.YTESO_WITNESS_DIR === undefined ? undefined : resolve(folder, v.YTESO_WITNESS_DIR), witnessUrl: v.YTESO_WITNESS_URL,
  };
}

/** @throws SettingsError when only some of the four are set */
function ministryOf(baseUrl?: string, tokenUrl?: string, clientId?: string, clientSecret?: string): Settings['ministry'] {
  if (baseUrl !== undefined && tokenUrl !== undefined && clientId !== undefined && clientSecret !== undefined) return { baseUrl, tokenUrl, clientId, clientSecret };
  if ([baseUrl, tokenUrl, clientId, clientSecret].every((one) => one === undefined)) return undefined;
  throw new SettingsError('YTESO_MINISTRY_URL, YTESO_MINISTRY_TOKEN_URL, YTESO_MINISTRY_CLIENT và YTESO_MINISTRY_SECRET phải đặt cùng nhau.\nMọi cài đặt: docs/settings.md');
}

function gather(environment: NodeJS.ProcessEnv, folder: string): { values: Record<string, string>; source: string } {
  const named = environment['YTESO_CONFIG'];
  const path = resolve(folder, named || 'yteso.env');
  const values: Record<string, string> = {};
  if (existsSync(path)) {
    for (const [key, value] of Object.entries(parseEnv(readFileSync(path, 'utf8')))) {
      if (!(key in schema.shape)) {
        throw new SettingsError(`Tệp cài đặt ${path} có dòng “${key}” mà yteso không biết.\nXoá dòng đó hoặc sửa tên; các tên đúng: ${Object.keys(schema.shape).join(', ')}.`);
      }
      if (value) values[key] = value;
    }
  } else if (named) {
    throw new SettingsError(`Không thấy tệp cài đặt ${path} (đặt trong YTESO_CONFIG).\nTạo tệp đó theo mẫu config.example.env, hoặc bỏ biến YTESO_CONFIG.`);
  }
  for (const key of Object.keys(schema.shape)) {
    const value = environment[key];
    if (value) values[key] = value;
  }
  return { values, source: existsSync(path) ? ` và ${path}` : '' };
}

import { mkdirSync, readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '#platform/config';
import { installation, openFromSettings, stepDataJobs } from '#platform/db';
import type { Installation, OpenDatabase } from '#platform/db';
import { openFileStore } from '#platform/files';
import { createHttp, describeError, healthBoard, metricsRegistry } from '#platform/http';
import { demoAccounts, hasAdministrator, identityOf } from '#platform/identity';
import type { DemoAccount } from '#platform/identity';
import { jobRunner } from '#platform/jobs';
import type { Context, Room } from '#platform/room';
import { openKeyring } from '#platform/signing';
import { DEMONSTRATION_ACCOUNTS } from './demonstration.ts';
import { linkDemonstrationCitizen } from './demonstration-citizen.ts';
import { StartError } from './errors.ts';
import { sessionGate } from './gate.ts';
import { jsonLog } from './log.ts';
import { checkPort, listen } from './port.ts';
import { systemRoutes } from './routes/system.ts';
import { buildWeb, serveWeb } from './web.ts';

export interface ServerOptions {
  readonly settings: Settings;
  readonly rooms: readonly Room[];
  /** Start without demonstration data; only a new province can choose. */
  readonly empty: boolean;
  readonly logLevel: string;
  /** Progress in Vietnamese. */
  readonly tell: (message: string) => void;
  /** Given as soon as there is something to close, so that a signal during the start ends in order. */
  readonly onOpen?: (close: () => Promise<void>) => void;
}

export interface RunningServer {
  readonly address: string;
  readonly app: FastifyInstance;
  readonly context: Context;
  readonly demo: readonly DemoAccount[];
  readonly needsAdministrator: boolean;
  close(): Promise<void>;
}

/** From settings to a server that listens. @throws DatabaseStartError | StartError with a message for the user */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, tell } = options;
  await checkPort(settings);
  makeDataFolder(settings.dataFolder);
  const web = buildWeb(tell);
  const opened = await openFromSettings(settings, 'server', tell);
  options.onOpen?.(opened.close);
  try {
    return await furnish(options, opened, web);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function furnish(options: ServerOptions, opened: OpenDatabase, web: Promise<boolean>): Promise<RunningServer> {
  const { settings, rooms, tell } = options;
  if (opened.applied.length > 0) tell(`Cập nhật cấu trúc dữ liệu: ${opened.applied.length} bước.`);
  const kind = await installation(opened.db, options.empty ? 'empty' : 'demonstration');
  checkKind(options, kind);
  const log = jsonLog(options.logLevel, (line) => { process.stdout.write(line); });
  const context: Context = {
    settings, db: opened.db,
    facilityName: (code) => rooms.map((room) => room.facilityName?.(code)).find((name) => name !== undefined) ?? code,
    keys: openKeyring({ folder: settings.signingFolder, environment: process.env, demonstration: kind.kind === 'demonstration' }),
    files: await openFileStore(settings.dataFolder), health: healthBoard(), metrics: metricsRegistry(), log, installation: kind,
    jobs: jobRunner((job, error, failures) => log.error({ job, failures, error: describeError(error) }, 'job failed')),
  };
  for (const room of rooms) {
    await room.prepare?.(context, tell);
    if (kind.kind === 'demonstration') await room.demonstrate?.(context, tell);
  }
  const demo = await demoAccounts(opened.db, kind, settings.dataFolder, DEMONSTRATION_ACCOUNTS);
  if (kind.kind === 'demonstration') await linkDemonstrationCitizen(opened.db);
  const needsAdministrator = !(await opened.db.bookkeeping('start', hasAdministrator));
  const app = await furnishEdge(options, context, demo, web, opened.applied.length);
  const address = await listen(app, settings);
  for (const room of rooms) for (const job of room.jobs?.(context) ?? []) context.jobs.add(job);
  context.jobs.add({ name: 'data-jobs', every: 3600, run: () => stepDataJobs(context.db, rooms.flatMap((room) => room.dataJobs ?? [])) });
  context.jobs.start();
  return {
    address, app, context, demo, needsAdministrator,
    async close() {
      // Requests at hand are answered, then jobs finish their piece, then the database goes.
      await app.close();
      await context.jobs.stop();
      await opened.close();
    },
  };
}

async function furnishEdge(options: ServerOptions, context: Context, demo: readonly DemoAccount[], web: Promise<boolean>, applied: number): Promise<FastifyInstance> {
  const { settings } = options;
  if (settings.tls !== undefined) checkTls(settings.tls);
  const app = await createHttp({ gate: sessionGate(context.db, identityOf(context)), metrics: context.metrics, logLevel: options.logLevel, trustProxy: settings.trustProxy, tls: settings.tls, rates: settings.rates });
  const built = await web;
  context.health.register('database', async () => ({ state: (await context.db.ping()) ? 'ok' : 'down' }));
  context.health.register('migrations', () => ({ state: 'ok', note: `${applied} bước mới lúc khởi động` }));
  context.health.register('web', () => ({ state: built ? 'ok' : 'degraded', note: built ? 'đã dựng' : 'chưa dựng: chạy npm run build' }));
  context.health.register('jobs', () => {
    const failing = context.jobs.states().filter((job) => job.state === 'failing').map((job) => job.name);
    return failing.length === 0 ? { state: 'ok' } : { state: 'degraded', note: `đang lỗi: ${failing.join(', ')}` };
  });
  systemRoutes(app, context, demo);
  for (const room of options.rooms) await room.routes?.(app, context);
  await serveWeb(app);
  return app;
}

function makeDataFolder(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(`Không tạo được thư mục dữ liệu ${path} (${error instanceof Error ? error.message : 'lỗi lạ'}).\nĐặt YTESO_DATA tới một thư mục ghi được.`);
  }
}

/** @throws StartError when the certificate or its key cannot be used */
function checkTls({ certFile, keyFile }: NonNullable<Settings['tls']>): void {
  try {
    createSecureContext({ cert: readFileSync(certFile), key: readFileSync(keyFile) });
  } catch (error) {
    throw new StartError(`Không dùng được chứng thư ${certFile} với khoá ${keyFile} (${error instanceof Error && 'code' in error ? String(error.code) : 'lỗi lạ'}).\nCần hai tệp PEM hợp nhau và đọc được; xem YTESO_TLS_CERT trong docs/settings.md.`);
  }
}

/** A province keeps the kind it was born with. */
function checkKind(options: ServerOptions, found: Installation): void {
  if (options.empty && found.kind === 'demonstration') {
    throw new StartError(`Thư mục dữ liệu này đã chứa dữ liệu trình diễn nên không khởi động với --empty được.\nDùng chỗ khác, ví dụ: YTESO_DATA=./.data-that npm start -- --empty (hoặc một YTESO_SCHEMA khác khi dùng DATABASE_URL).`);
  }
  if (!options.empty && found.kind === 'empty') options.tell('Cài đặt này bắt đầu không có dữ liệu trình diễn và được giữ như vậy.');
}

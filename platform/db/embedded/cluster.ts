import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseStartError, explainLog } from './error.ts';
import { initialise, readPassword } from './initialise.ts';
import { giveUpOwnership, takeOwnership } from './owner.ts';
import { command, findPlace } from './place.ts';
import type { Isolation, Place } from './place.ts';
import { freePort, isReady } from './port.ts';
import { clearStale } from './stale.ts';
import { readPostmaster } from './process.ts';

export interface Cluster {
  /** postgresql:// address of the database `postgres`, with password. */
  readonly url: string;
  /** False: another live yteso runs it and `stop` leaves it alone. */
  readonly own: boolean;
  stop(): Promise<void>;
}

export interface ClusterOptions {
  readonly dataFolder: string;
  /** `server` wants the cluster for itself; `guest` (a command) joins the one a live server runs. */
  readonly as: 'server' | 'guest';
  /** Told in Vietnamese what takes time, and when PostgreSQL fell and came back. */
  readonly tell: (message: string) => void;
  readonly isolation?: Isolation;
  /** Further `-c name=value`; tests switch fsync off. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Safe by default; statements and DETAIL lines stay out of the log because they hold people's data. */
const PARAMETERS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1', unix_socket_directories: '', synchronous_commit: 'on', jit: 'off', timezone: 'UTC', lc_messages: 'C',
  max_connections: '120', shared_buffers: '256MB', max_wal_size: '2GB', log_min_messages: 'warning', log_min_error_statement: 'panic',
  log_error_verbosity: 'terse', log_checkpoints: 'off', log_statement: 'none',
};

const LOG_LIMIT = 20 * 1024 * 1024;

/**
 * Brings up PostgreSQL in the data folder, making it at the first start, and keeps it up until `stop`.
 * Survives: root, a 0700 folder, a stale postmaster.pid, an orphan of a killed server, its own sudden death.
 * @throws DatabaseStartError
 */
export async function startCluster(options: ClusterOptions): Promise<Cluster> {
  const place = findPlace(options.dataFolder, options.isolation);
  const owner = takeOwnership(place.base);
  if (owner !== undefined) return joinRunning(place, options, owner);
  try {
    if (!existsSync(place.data)) {
      options.tell('Tạo cơ sở dữ liệu PostgreSQL lần đầu…');
      await initialise(place);
    }
    await clearStale(place.data);
    return await supervise(place, options);
  } catch (error) {
    giveUpOwnership(place.base);
    throw error;
  }
}

async function joinRunning(place: Place, options: ClusterOptions, owner: number): Promise<Cluster> {
  const running = readPostmaster(place.data);
  if (options.as === 'server' || !running) {
    throw new DatabaseStartError(`Thư mục dữ liệu ${options.dataFolder} đang được một yteso khác dùng (tiến trình ${owner}).\nDừng tiến trình đó trước, hoặc đặt YTESO_DATA sang thư mục khác.`);
  }
  return { url: address(running.port, readPassword(place)), own: false, stop: async () => {} };
}

async function supervise(place: Place, options: ClusterOptions): Promise<Cluster> {
  const password = readPassword(place);
  const state = { stopping: false };
  const first = await launchPatiently(place, options, password);
  const port = first.port;
  let child = first.child;
  let revival: Promise<void> = Promise.resolve();

  const watch = (): void => {
    child.once('exit', () => {
      if (state.stopping) return;
      options.tell('PostgreSQL dừng đột ngột, đang khởi động lại…');
      revival = revive();
    });
  };
  const revive = async (): Promise<void> => {
    for (let wait = 200; !state.stopping; wait = Math.min(wait * 2, 10_000)) {
      try {
        await clearStale(place.data);
        child = await launch(place, options, port, password);
        watch();
        options.tell('PostgreSQL đã chạy lại.');
        return;
      } catch (error) {
        options.tell(error instanceof Error ? error.message : String(error));
        await pause(wait);
      }
    }
  };
  watch();

  return {
    url: address(port, password), own: true,
    async stop() {
      if (state.stopping) return;
      state.stopping = true;
      await revival;
      await end(child);
      giveUpOwnership(place.base);
    },
  };
}

/** The first launch: another port, and some patience with what a killed predecessor left. */
async function launchPatiently(place: Place, options: ClusterOptions, password: string): Promise<{ child: ChildProcess; port: number }> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    try {
      return { child: await launch(place, options, port, password), port };
    } catch (error) {
      if (!(error instanceof DatabaseStartError && error.transient) || attempt === 15) throw error;
      await pause(500);
    }
  }
}

/** Starts the postmaster and waits until it takes connections; replay after a crash may take minutes and is waited for. */
async function launch(place: Place, options: ClusterOptions, port: number, password: string): Promise<ChildProcess> {
  const logPath = join(place.base, 'postgresql.log');
  if (existsSync(logPath) && statSync(logPath).size > LOG_LIMIT) truncateSync(logPath);
  mkdirSync(place.base, { recursive: true });
  const log = openSync(logPath, 'a', 0o600);
  const from = statSync(logPath).size;
  const parameters = { ...PARAMETERS, ...options.parameters, port: String(port) };
  const run = command(place, 'postgres', ['-D', place.data, ...Object.entries(parameters).flatMap(([k, v]) => ['-c', `${k}=${v}`])]);
  // Detached: Ctrl+C in a terminal must reach yteso alone, which then ends PostgreSQL after its last transaction.
  const child = spawn(run.file, run.args, { ...run.as, stdio: ['ignore', log, log], detached: true, cwd: '/' });
  closeSync(log);
  // However this program ends (but by kill −9), PostgreSQL is asked to end too.
  const farewell = (): void => { child.kill('SIGINT'); };
  process.once('exit', farewell);
  child.once('exit', () => process.off('exit', farewell));
  const last: { words?: string } = {};
  child.once('error', (error) => { last.words = error.message; });
  child.once('exit', () => { last.words ??= readFileSync(logPath).subarray(from).toString('utf8'); });
  const begun = Date.now();
  for (let told = begun; last.words === undefined;) {
    if (await isReady(address(port, password))) return child;
    if (Date.now() - told > 10_000) {
      told = Date.now();
      options.tell('PostgreSQL đang khôi phục dữ liệu sau lần dừng trước, xin chờ…');
    }
    await pause(40);
  }
  throw explainLog(last.words, logPath);
}

/** SIGINT is PostgreSQL's fast shutdown: open transactions are rolled back, what was committed is kept. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  child.kill('SIGINT');
  const timer = setTimeout(() => child.kill('SIGQUIT'), 20_000);
  await gone;
  clearTimeout(timer);
}

function address(port: number, password: string): string {
  return `postgresql://yteso:${password}@127.0.0.1:${port}/postgres`;
}

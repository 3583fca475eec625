import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../../scripts/free-port.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const PASSWORD = 'mat-khau-cho-trinh-dien-dai';

/** An installation of its own without demonstration data, in a temporary folder, that can be killed and started again. */
export class Installation {
  readonly data = mkdtempSync(join(tmpdir(), 'yteso-proof-'));
  readonly #port: number;
  #server: ChildProcess | undefined;

  private constructor(port: number) {
    this.#port = port;
  }

  static async make(): Promise<Installation> {
    return new Installation(await freePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  get environment(): NodeJS.ProcessEnv {
    return { ...process.env, YTESO_DATA: this.data, PORT: String(this.#port), LOG_LEVEL: 'error' };
  }

  /** An account for a facility; made before the first start, so the installation is an empty one. */
  account(user: string, facility: string): void {
    execFileSync(process.execPath, [join(ROOT, 'apps/server/cli.ts'), 'account', 'create', '--user', user, '--role', 'facility', '--facility', facility, '--password-stdin'],
      { cwd: ROOT, env: this.environment, input: PASSWORD, stdio: ['pipe', 'ignore', 'inherit'] });
  }

  /** Starts the server and waits until it answers. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [join(ROOT, 'apps/server/start.ts'), '--empty'], { cwd: ROOT, env: this.environment, stdio: ['ignore', 'ignore', 'inherit'] });
    this.#server = child;
    for (let tries = 0; tries < 600; tries += 1) {
      if (await fetch(`${this.address}/healthz`).then((answer) => answer.ok, () => false)) return;
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      await pause(100);
    }
    throw new Error('the server did not answer within a minute');
  }

  /** kill −9. */
  async killServer(): Promise<void> {
    const child = this.#server;
    if (!child || child.exitCode !== null) return;
    const ended = new Promise((done) => { child.once('exit', done); });
    child.kill('SIGKILL');
    await ended;
  }

  /** kill −9 of PostgreSQL's first process; false when it is not running just now. */
  killPostgres(): boolean {
    return killPostgresIn(this.data);
  }

  async end(): Promise<void> {
    const child = this.#server;
    if (child && child.exitCode === null) {
      const ended = new Promise((done) => { child.once('exit', done); });
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(this.data, { recursive: true, force: true });
  }
}

/** kill −9 of the first process of the PostgreSQL that lives in a folder; false when it is not running just now. */
export function killPostgresIn(folder: string): boolean {
  try {
    const [file = ''] = globSync(join(folder, '**/postmaster.pid'));
    process.kill(Number(readFileSync(file, 'utf8').split('\n')[0]), 'SIGKILL');
    return true;
  } catch {
    return false;
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((done) => { setTimeout(done, ms); });
}

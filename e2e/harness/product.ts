import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { freePort } from '../../scripts/free-port.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const Demo = z.object({ accounts: z.array(z.object({ account: z.string(), password: z.string(), role: z.string() })) });

export interface Product { readonly address: string; /** Its data folder. */ readonly data: string; account(name: string): { account: string; password: string }; end(): Promise<void> }

/** The product as `npm start` starts it, with its demonstration province, in a temporary folder. */
export async function startProduct(): Promise<Product> {
  const data = mkdtempSync(join(tmpdir(), 'yteso-e2e-'));
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [join(ROOT, 'apps/server/start.ts')], { cwd: ROOT, env: { ...process.env, YTESO_DATA: data, PORT: String(port), LOG_LEVEL: 'error' }, stdio: ['ignore', 'ignore', 'inherit'] });
  await waitFor(address, child);
  const { accounts } = Demo.parse(await (await fetch(`${address}/api/demo`)).json());
  return {
    address, data,
    account(name) {
      const found = accounts.find((one) => one.account === name);
      if (!found) throw new Error(`no demonstration account ${name}`);
      return found;
    },
    async end() {
      const ended = new Promise((done) => { child.once('exit', done); });
      child.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function waitFor(address: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 1200; tries += 1) {
    if (await fetch(`${address}/healthz`).then((answer) => answer.ok, () => false)) return;
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    await new Promise((done) => { setTimeout(done, 100); });
  }
  throw new Error('the server did not answer within two minutes');
}

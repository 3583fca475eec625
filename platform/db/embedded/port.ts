import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import pg from 'pg';
import { DatabaseStartError } from './error.ts';

/** A free port on 127.0.0.1 below the range that outgoing connections take theirs from, so that it is still free after a restart. */
export async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const port = randomInt(20_000, 32_000);
    if (await canListen(port)) return port;
  }
  throw new DatabaseStartError('Không tìm được cổng trống trên 127.0.0.1 cho PostgreSQL.\nTắt bớt chương trình đang nghe cổng, hoặc đặt DATABASE_URL.');
}

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

/** Whether PostgreSQL at the address takes a connection now. A wrong password counts as not our server. */
export async function isReady(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

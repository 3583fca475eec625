import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { Settings } from '#platform/config';
import { StartError } from './errors.ts';

/** Says at once that the port is taken, before minutes of preparing. @throws StartError */
export async function checkPort({ port, host }: Settings): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(explain(error, port, host)));
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** @returns the address people open. @throws StartError */
export async function listen(app: FastifyInstance, { port, host, tls }: Settings): Promise<string> {
  try {
    // Fastify's own line names no less and would stand beside ours: its text is kept short.
    await app.listen({ port, host, listenTextResolver: () => 'Đã mở cổng.' });
    const bound = app.server.address();
    const real = typeof bound === 'object' && bound !== null ? bound.port : port;
    return `${tls === undefined ? 'http' : 'https'}://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${real}`;
  } catch (error) {
    throw explain(error, port, host);
  }
}

function explain(error: unknown, port: number, host: string): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new StartError(`Cổng ${port} đang có chương trình khác dùng.\nDừng chương trình đó, hoặc chọn cổng khác, ví dụ: PORT=3001 npm start`);
  if (code === 'EACCES') return new StartError(`Không được quyền mở cổng ${port}.\nChọn cổng từ 1024 trở lên, ví dụ: PORT=3000 npm start`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return new StartError(`Máy này không có địa chỉ ${host}.\nĐặt HOST=127.0.0.1 (chỉ máy này) hoặc HOST=0.0.0.0 (mọi địa chỉ).`);
  return error;
}

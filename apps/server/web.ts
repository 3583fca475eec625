import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { PRODUCT_FOLDER } from '#platform/config';
import { FAULTS, Fault } from '#platform/fault';
import { errorBody, pagePolicy } from '#platform/http';

const DIST = join(PRODUCT_FOLDER, 'apps/web/dist');
const STAMP = join(DIST, '.sources');

/**
 * Builds the web when its sources are other than those of the last build (by content, so a fresh copy with new dates is no reason).
 * @returns whether there is a web to serve; a failed build keeps the previous one and is told
 */
export async function buildWeb(tell: (message: string) => void): Promise<boolean> {
  if (!existsSync(join(PRODUCT_FOLDER, 'apps/web/vite.config.ts'))) return existsSync(join(DIST, 'index.html'));
  const wanted = digestOfSources();
  const present = existsSync(join(DIST, 'index.html'));
  if (present && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted) return true;
  tell('Dựng giao diện web…');
  const result = await vite();
  if (result.code === 0) {
    writeFileSync(STAMP, wanted);
    return true;
  }
  tell(`Không dựng được giao diện web${present ? ', dùng bản dựng lần trước' : ''}. Chạy “npm run build” để xem lỗi. Dòng cuối: ${result.text.trim().split('\n').at(-1) ?? ''}`);
  return present;
}

function vite(): Promise<{ code: number | null; text: string }> {
  return new Promise((resolve) => {
    const program = join(PRODUCT_FOLDER, 'node_modules/vite/bin/vite.js');
    const child = spawn(process.execPath, [program, 'build', '--config', 'apps/web/vite.config.ts'], { cwd: PRODUCT_FOLDER, stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { text += chunk.toString(); });
    child.once('error', (error) => resolve({ code: -1, text: error.message }));
    child.once('close', (code) => resolve({ code, text }));
  });
}

/** Whatever can reach the browser: the web itself, the rules and screens of every room, the libraries. */
function digestOfSources(): string {
  const floors = ['domains', 'platform'].flatMap(cornersOf);
  const hash = createHash('sha256').update(readFileSync(join(PRODUCT_FOLDER, 'package-lock.json')));
  for (const folder of ['apps/web', ...floors]) for (const file of filesOf(folder)) hash.update(file).update(readFileSync(join(PRODUCT_FOLDER, file)));
  return hash.digest('hex');
}

/** `web` and `rules` of a floor at any depth: a room may have rooms inside. */
function cornersOf(folder: string): string[] {
  return readdirSync(join(PRODUCT_FOLDER, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap(({ name }) => (['web', 'rules', 'ui'].includes(name) ? [`${folder}/${name}`] : cornersOf(`${folder}/${name}`)));
}

function filesOf(folder: string): string[] {
  if (!existsSync(join(PRODUCT_FOLDER, folder))) return [];
  return readdirSync(join(PRODUCT_FOLDER, folder), { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return entry.name === 'dist' ? [] : filesOf(path);
    return entry.name.includes('.test.') ? [] : [path];
  });
}

/** What a browser asks for as a file. A code in an address has a point too: /danh-muc/icd10/K92.2 is a screen. */
const FILE = /\.(js|mjs|css|map|json|html|xml|txt|svg|png|ico|jpe?g|webp|woff2?|webmanifest|php)$/i;

/** Where programs ask: what is not there is said, no page is shown. */
const DATA = /^\/(?:api|fhir|oidc)(?:\/|$)/u;

/** The page, with a nonce that its own styles alone have. */
function sendPage(reply: FastifyReply, page: string): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply.header('cache-control', 'no-store').header('content-security-policy', pagePolicy(nonce)).type('text/html; charset=utf-8')
    .send(page.replace('__NONCE__', nonce));
}

/** Serves the built web; addresses of screens answer the page itself, everything else that is missing is a 404. */
export async function serveWeb(app: FastifyInstance): Promise<void> {
  const built = existsSync(join(DIST, 'index.html'));
  // Kept: whoever builds anew beside a running server takes the file away for a moment.
  const page = built ? readFileSync(join(DIST, 'index.html'), 'utf8') : '';
  if (built) {
    for (const url of ['/', '/index.html']) app.get(url, (_request, reply) => sendPage(reply, page));
    await app.register(fastifyStatic, {
      root: DIST, wildcard: true, index: false, dotfiles: 'deny', cacheControl: false,
      // Names under assets/ carry a hash of their content.
      setHeaders: (reply, path) => { reply.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'); },
    });
  }
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const screen = request.method === 'GET' && !DATA.test(path) && !path.startsWith('/assets/') && !FILE.test(path);
    if (screen && built) return sendPage(reply, page);
    if (screen) return reply.code(503).type('text/plain; charset=utf-8').send('Giao diện web chưa được dựng. Chạy “npm run build” rồi tải lại trang.\n');
    return reply.code(404).send(errorBody(new Fault(FAULTS.notFound), request.id));
  });
}

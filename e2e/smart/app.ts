import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { filesOf, type Pinned } from '#platform/fhir/testing';

/** The library that SMART programs are written with, as published. Apache-2.0; only its archive is fetched, not the packages it names. */
const FHIRCLIENT: Pinned = {
  name: 'fhirclient', version: '2.6.3',
  integrity: 'sha512-CirZixcwWelbkIXxpxlNQx5+ZdJirl6F1s4y4yvA1X7hHAkr9n99aVHaMi0wX+97nATjKQ65X6NB5as/wZoJzg==',
};
const TYPES: Readonly<Record<string, string>> = { html: 'text/html; charset=utf-8', js: 'text/javascript; charset=utf-8' };

export interface SampleApp { readonly origin: string; close(): void }

/** A sample SMART program at a port of its own. @returns undefined when the library cannot be had */
export async function startApp(): Promise<SampleApp | undefined> {
  const library = filesOf(FHIRCLIENT)?.find((file) => file.name === 'package/build/fhir-client.js')?.bytes;
  if (library === undefined) return undefined;
  const server = createServer((request, response) => {
    const name = /^\/app\/(launch|index|fhir-client)\.(html|js)(?:\?|$)/.exec(request.url ?? '');
    if (!name) {
      response.writeHead(request.url === '/favicon.ico' ? 204 : 404).end();
      return;
    }
    const [, file = '', type = ''] = name;
    response.writeHead(200, { 'content-type': TYPES[type] ?? 'text/plain' }).end(file === 'fhir-client' ? library : readFileSync(new URL(`${file}.${type}`, import.meta.url)));
  });
  await new Promise<void>((done) => { server.listen(0, '127.0.0.1', done); });
  const bound = server.address();
  return { origin: `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`, close: () => { server.close(); server.closeAllConnections(); } };
}

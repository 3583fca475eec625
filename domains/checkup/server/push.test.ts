import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import { hubSessions, push } from './push.ts';

let answer: { status: number; body: string } = { status: 200, body: '' };
const server = createServer((request, response) => {
  request.resume().on('end', () => { if (request.url === '/api/auth/login') response.end('{"token":"t","duration":600}'); else response.writeHead(answer.status).end(answer.body); });
});
await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
after(() => { server.closeAllConnections(); server.close(); });
const address = server.address();
const hub = { baseUrl: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`, receiverId: 'TDLBYT', senderOf: () => ({ senderId: '8930000000017', password: 'x' }), sign: () => Promise.resolve(new Uint8Array(8)) };
const message = { id: '0b9d4a34-7c5e-4f0e-9d7e-5a3f6f0c1a11', kind: 'health-check', facility: '99001', maLk: 'K1', revision: 1, file: 'a', position: 1, day: '2026-11-20', sent: null } as const;
const outcome = async (status: number, code: string): Promise<string> => {
  answer = { status, body: JSON.stringify({ res_code: code }) };
  return (await push(hub, hubSessions(hub), message, Buffer.from('<KSK/>'), new AbortController().signal)).outcome;
};

test('a no is a no of the hub, not an error inside it: that is sent again', async () => {
  assert.equal(await outcome(200, 'CM_SUCCESS'), 'received');
  assert.equal(await outcome(200, 'CM_INVALID_REQUEST'), 'refused');
  assert.equal(await outcome(400, 'XX_OTHER'), 'refused');
  for (const status of [500, 502, 503]) assert.equal(await outcome(status, 'CM_SYSTEM_ERROR'), 'unknown');
});

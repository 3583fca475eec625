import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Programs of hospitals as their public sources write them (the insurer's letters 1245 and 1923), by nothing but the gateway's description. */

export interface Sent { readonly maKetQua: string; readonly maGiaoDich: string; readonly thongDiep: string }
export type Shape = 'form' | 'json' | 'multipart';
export interface Login { readonly username: string; readonly password: string }

const answer = z.object({ maKetQua: z.string(), maGiaoDich: z.string(), thoiGianTiepNhan: z.string().regex(/^\d{14}$/u), thongDiep: z.string() });
const key = z.object({ maKetQua: z.string(), APIKey: z.object({ access_token: z.string(), id_token: z.string(), token_type: z.literal('Bearer'), username: z.string(), expires_in: z.iso.datetime() }) });
type Key = z.output<typeof key>['APIKey'];

const FORM = 'application/x-www-form-urlencoded';
export const md5 = (text: string): string => createHash('md5').update(text).digest('hex').toUpperCase();

export interface Client {
  readonly shape: Shape;
  /** @param what check-in or dossier */
  send(bytes: Uint8Array, what: 'check-in' | 'dossier'): Promise<Sent>;
  /** What became of a file. */
  result(maGiaoDich: string): Promise<unknown>;
}

/** @param base `http://host:port` */
export async function openClient(base: string, shape: Shape, login: Login): Promise<Client> {
  const facility = login.username.slice(0, 5);
  const hash = shape === 'json' ? md5(login.password).toLowerCase() : md5(login.password);
  let session = await take(base, shape, login.username, hash);
  const headers = (): Record<string, string> => ({ accessToken: session.access_token, tokenId: session.id_token, passwordHash: hash });
  const query = (): string => new URLSearchParams({ token: session.access_token, id_token: session.id_token, username: login.username, password: hash }).toString();

  async function call(path: string, fields: Record<string, string>, bytes: Uint8Array): Promise<Sent> {
    const once = Buffer.from(bytes).toString('base64');
    if (shape === 'form') {
      // Joined by hand: what is base64 goes in as it is, its plus signs too.
      const body = Object.entries({ ...fields, fileHSBase64: once }).map(([name, value]) => `${name}=${value}`).join('&');
      return post(`${base}${path}?${query()}`, { 'content-type': FORM }, body);
    }
    if (shape === 'json') return post(`${base}${path}`, { 'content-type': 'application/json; charset=utf-8', ...headers() }, JSON.stringify({ ...fields, fileHSBase64: once }));
    const form = new FormData();
    for (const [name, value] of Object.entries({ ...fields, fileHSBase64: Buffer.from(once).toString('base64') })) form.append(name, value);
    return post(`${base}${path}`, headers(), form);
  }

  return {
    shape,
    async send(bytes, what) {
      const [path, loaiHoSo] = what === 'dossier' ? ['/api/qd130/guiHoSoXmlQD3176', '130'] : ['/api/qd130/checkInKcbQd3176', '0'];
      const fields = { username: login.username, loaiHoSo, maTinh: facility.slice(0, 2), maCSKCB: facility };
      const first = await call(path, fields, bytes);
      if (first.maKetQua !== '401') return first;
      session = await take(base, shape, login.username, hash);
      return call(path, fields, bytes);
    },
    async result(maGiaoDich) {
      const address = `${base}/api/yteso/ketQua`;
      if (shape === 'form') return (await fetch(`${address}?${query()}&maGiaoDich=${maGiaoDich}`)).json();
      return (await fetch(address, { method: 'POST', headers: { ...headers(), 'content-type': 'application/json' }, body: JSON.stringify({ maGiaoDich }) })).json();
    },
  };
}

async function take(base: string, shape: Shape, username: string, password: string): Promise<Key> {
  const asForm = { headers: { 'content-type': FORM }, body: new URLSearchParams({ username, password }).toString() };
  const asJson = { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ username, password }) };
  const response = await fetch(`${base}/api/token/take`, { method: 'POST', ...(shape === 'form' ? asForm : asJson) });
  return key.parse(await response.json()).APIKey;
}

async function post(url: string, headers: Record<string, string>, body: string | FormData): Promise<Sent> {
  return answer.parse(await (await fetch(url, { method: 'POST', headers, body })).json());
}

import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { noteVisit } from '../account.ts';
import { receiptAnswer } from '../answer.ts';
import { inTurnOf, withBody } from '../body/capped.ts';
import { readFields } from '../body/fields.ts';
import type { Fields } from '../body/fields.ts';
import { accountBehind, callerOf, nobody } from '../caller.ts';
import { enter } from '../enter.ts';
import { DOOR_FAULTS } from '../faults.ts';
import { bodyLimit, figuresOf } from '../figures.ts';
import { checkBeside, takeFile } from '../take-file.ts';
import type { Service } from '../take-file.ts';

const SERVICES: readonly Service[] = [
  // The gateway does not look at upper and lower case in its addresses, and its own letters write both.
  ...['Qd130', 'Qd4750', 'Qd3176', 'QD130', 'QD4750', 'QD3176'].flatMap((standard): Service[] => [
    { name: `checkInKcb${standard}`, kind: 'checkin', loaiHoSo: '0' }, { name: `guiHoSoXml${standard}`, kind: 'claim', loaiHoSo: '130' },
  ]),
  { name: 'guiDuLieuGdykQd130', kind: 'assessment', loaiHoSo: '12' }, { name: 'guiDuLieuGdykQD130', kind: 'assessment', loaiHoSo: '12' },
];

const WORDS = {
  401: 'Sai tài khoản hoặc mật khẩu.', 402: 'Đã sai nhiều lần: tạm khoá, thử lại sau ít phút.', 403: 'Địa chỉ IP này chưa đăng ký cho tài khoản.', 500: 'Thiếu username, hoặc password không phải MD5 gồm 32 chữ số hệ 16.',
} as const;
/** Bytes of a sign-in. */
const SHORT = 16 * 1024;

const texts = z.record(z.string(), z.unknown());
export const bodyOf = (request: FastifyRequest): Readable => (request.body instanceof Readable ? request.body : Readable.from([]));

/** Fields by lower-case name: the body before the query string. */
export function valueIn(fields: Fields, query: unknown): (name: string) => string | undefined {
  const asked = texts.safeParse(query);
  const inQuery = new Map(Object.entries(asked.success ? asked.data : {}).flatMap(([key, value]) => (typeof value === 'string' ? [[key.toLowerCase(), value] as const] : [])));
  return (name) => fields.values.get(name) ?? inQuery.get(name);
}

/** A session, in the words of the gateway. @param kind which of the two neighbours' forms */
export function tokenRoute(app: FastifyInstance, context: Context, url: string, kind: 'gateway' | 'axis'): void {
  route(app, {
    method: 'POST', url, action: 'door.enter', caller: (request) => Promise.resolve(nobody(request)),
    handler: ({ request }) => withBody(bodyOf(request), SHORT, null, async (body) => {
      const fields = readFields(request.headers['content-type'], body);
      // In the address a password would stand in the logs of every machine between: only the body counts.
      const value = (name: string): string => fields?.values.get(name)?.trim() ?? '';
      const entered = await enter(context, { username: value('username'), password: value('password'), address: request.ip, requestId: request.id, kind, way: fields?.way ?? '' });
      if (typeof entered === 'string') return { maKetQua: entered, APIKey: null, thongDiep: WORDS[entered] };
      const { accessToken, tokenId, username, until } = entered;
      return {
        maKetQua: '200',
        APIKey: { access_token: kind === 'axis' ? `${tokenId}.${accessToken}` : accessToken, id_token: tokenId, token_type: 'Bearer', username, expires_in: new Date(until).toISOString() },
      };
    }),
  });
}

/** The services of the insurer's gateway, so that a hospital's program needs only another address. */
export function gatewayRoutes(app: FastifyInstance, context: Context): void {
  tokenRoute(app, context, '/api/token/take', 'gateway');
  for (const service of SERVICES) {
    route(app, {
      method: 'POST', url: `/api/qd130/${service.name}`, action: 'door.send', caller: (request) => callerOf(context, request),
      handler: ({ policy, request }) => {
        const account = accountBehind(request);
        const figures = figuresOf(context);
        return inTurnOf(account.facility, figures.parallel, () => withBody(bodyOf(request), bodyLimit(figures.file), account.facility, async (body) => {
          const fields = readFields(request.headers['content-type'], body);
          if (fields === undefined) throw new Fault(DOOR_FAULTS.parameter, { what: 'nội dung gửi không đọc được' });
          const value = valueIn(fields, request.query);
          await checkBeside(context, policy, account, service, value);
          const { receipt, notes } = await takeFile(context, policy, account, service, value('filehsbase64') ?? '', figures.file);
          await noteVisit(context.db, account.id, request.ip, [fields.way, ...notes].join('+'));
          return receiptAnswer(receipt, notes);
        }));
      },
    });
  }
}

import { createHash, createHmac, createPublicKey, randomBytes, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Desk } from './desk.ts';
import { answerUnder } from './switches.ts';

/** Name of the hub in ledger and switchboard. */
export const CHECKUP = 'ksk';

const login = z.object({ username: z.string().regex(/^\d{13}$/u), password: z.string() });
const head = z.object({
  version: z.string(), sender_id: z.string().regex(/^\d{13}$/u), receiver_id: z.string().min(1), txn_type: z.literal('sync_checkup'), msg_id: z.string(), msg_type: z.literal(101),
  data_type: z.enum(['xml/base64', 'json/base64', 'png', 'jpg', 'pdf']), send_datetime: z.number().int(),
});
const push = z.object({ header: head, data: z.string().min(1), signature: z.string().min(1) });
const LIFE = 600;

/** Plays the health-check hub: sign-in, signed push. The same msg_id twice has one effect and the same answer. */
export class Checkup {
  readonly #desk: Desk;
  readonly #secret: Buffer;
  readonly #tokens = new Map<string, { sender: string; until: number }>();
  readonly #keys = new Map<string, KeyObject>();

  constructor(desk: Desk, secret?: string) {
    this.#desk = desk;
    this.#secret = secret === undefined ? randomBytes(32) : Buffer.from(secret);
  }

  passwordOf(sender: string): string {
    return createHmac('sha256', this.#secret).update(`ksk ${sender}`).digest('base64url').slice(0, 20);
  }

  /** The public key by which what a sender signs is checked. @param pem SubjectPublicKeyInfo or certificate */
  register(sender: string, pem: string): void {
    this.#keys.set(sender, createPublicKey(pem));
  }

  receive(app: FastifyInstance): void {
    app.post('/api/auth/login', (request, reply) => {
      const given = login.safeParse(request.body);
      if (!given.success || given.data.password !== this.passwordOf(given.data.username)) return reply.code(401).send({ message: 'Sai tài khoản hoặc mật khẩu' });
      const token = randomBytes(24).toString('base64url');
      this.#tokens.set(token, { sender: given.data.username, until: Date.now() + LIFE * 1000 });
      return { token, refresh_token: randomBytes(24).toString('base64url'), duration: LIFE, role: 'facility' };
    });
    app.post('/api/platform/data-sync/push', async (request, reply) => {
      const session = this.#tokens.get(/^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '');
      if (session === undefined || session.until < Date.now()) return reply.code(401).send({ message: 'Phiên không hợp lệ' });
      const given = push.safeParse(request.body);
      if (!given.success || request.headers['service-type'] !== '100') return answer('', 'CM_INVALID_REQUEST');
      const { header, data, signature } = given.data;
      if (header.sender_id !== session.sender || !header.msg_id.startsWith(header.sender_id) || !/^\d{19}[0-9a-f]{32}$/u.test(header.msg_id)) return answer(header.msg_id, 'CM_INVALID_REQUEST');
      const key = this.#keys.get(header.sender_id);
      if (key === undefined || !verify('sha256', Buffer.from(JSON.stringify(header) + data), key, Buffer.from(signature, 'base64'))) return answer(header.msg_id, 'PS_SIGNATURE_INVALID');
      const fault = this.#desk.switches.next(CHECKUP);
      if (fault === 'dead-token') { this.#tokens.clear(); return reply.code(401).send({ message: 'Phiên không hợp lệ' }); }
      if (fault === 'error') return reply.code(500).send({ message: 'Lỗi hệ thống' });
      return answerUnder(fault, reply, this.#desk.late, () => {
        const known = this.#desk.ledger.byKey(CHECKUP, header.msg_id);
        const bytes = Buffer.from(data, 'base64');
        const maLk = /<MA_LK>([^<]{1,100})<\/MA_LK>/u.exec(bytes.toString('utf8'))?.[1] ?? '';
        const entry = known ?? this.#desk.ledger.add({
          portal: CHECKUP, at: new Date().toISOString(), kind: 'health-check', username: session.sender, facility: header.sender_id, maLk: [maLk], sha256: createHash('sha256').update(bytes).digest('hex'),
          key: header.msg_id, receipt: `KSK${randomBytes(8).toString('hex').toUpperCase()}`,
        });
        return answer(header.msg_id, 'CM_SUCCESS', entry.receipt);
      });
    });
  }
}

const answer = (ref: string, res_code: string, txn_id = ''): object => ({ header: { msg_type: 102, ref_msg_id: ref }, res_code, txn_id });

import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { momentInVietnam } from '#platform/time/rules';
import type { Desk } from './desk.ts';
import { decodeBase64, readSubmission, WrongFileError } from './submission.ts';
import { answerUnder } from './switches.ts';

/** Name of the portal in ledger and switchboard. */
export const MINISTRY = 'byt';

const form = z.object({ client_id: z.string(), client_secret: z.string(), grant_type: z.literal('client_credentials') });
const submission = z.object({ maGui: z.string().min(8).max(100), maTinh: z.string().length(2), maCSKCB: z.string().length(5), loaiHoSo: z.string(), fileHSBase64: z.string().min(1) });
const asked = z.object({ maGui: z.string().max(100) });
const LIFE = 300;

/** Plays the Ministry's data portal: a Keycloak token, check-in and dossier with the sender's own key, and a question by that key. It takes the same twice for two. */
export class Ministry {
  readonly clientSecret: string;
  readonly #desk: Desk;
  readonly #tokens = new Map<string, number>();

  constructor(desk: Desk, secret?: string) {
    this.#desk = desk;
    this.clientSecret = secret ?? randomBytes(24).toString('base64url');
  }

  receive(app: FastifyInstance): void {
    app.post('/realms/byt/protocol/openid-connect/token', (request, reply) => {
      const given = form.safeParse(request.body);
      if (!given.success || given.data.client_id !== 'yteso' || given.data.client_secret !== this.clientSecret) return reply.code(401).send({ error: 'invalid_client' });
      const token = randomBytes(24).toString('base64url');
      this.#tokens.set(token, Date.now() + LIFE * 1000);
      return { access_token: token, token_type: 'Bearer', expires_in: LIFE };
    });
    for (const [path, kind, loaiHoSo] of [['/hoc-receiver/hoc-130-ck/checkin', 'check-in', '0'], ['/hoc-receiver/hoc-130/khamchuabenh130', 'dossier', '130']] as const) {
      app.post(path, async (request, reply) => {
        if (!this.#knows(request)) return reply.code(401).send({ error: 'invalid_token' });
        const given = submission.safeParse(request.body);
        if (!given.success || given.data.loaiHoSo !== loaiHoSo) return reply.code(400).send({ maKetQua: '205', thongDiep: 'Sai định dạng tham số' });
        const { maGui, maTinh, maCSKCB, fileHSBase64 } = given.data;
        if (request.headers['x-ma-tinh'] !== maTinh || request.headers['x-ma-cskcb'] !== maCSKCB) return reply.code(400).send({ maKetQua: '205', thongDiep: 'Tiêu đề tỉnh, cơ sở không khớp nội dung' });
        const fault = this.#desk.switches.next(MINISTRY);
        if (fault === 'dead-token') { this.#tokens.clear(); return reply.code(401).send({ error: 'invalid_token' }); }
        if (fault === 'error') return reply.code(500).send({ maKetQua: '500', thongDiep: 'Lỗi hệ thống' });
        try {
          const bytes = decodeBase64(fileHSBase64);
          const file = readSubmission(bytes);
          if (file.kind !== kind || file.facility !== maCSKCB) return { maKetQua: '123', maGiaoDich: '', thongDiep: 'Tệp không đúng loại hoặc không đúng cơ sở' };
          return await answerUnder(fault, reply, this.#desk.late, () => {
            const receipt = `BYT${momentInVietnam(Date.now())}${randomBytes(4).toString('hex').toUpperCase()}`;
            this.#desk.ledger.add({ portal: MINISTRY, at: new Date().toISOString(), kind, username: 'yteso', facility: maCSKCB, maLk: file.maLk, sha256: createHash('sha256').update(bytes).digest('hex'), key: maGui, receipt });
            return { maKetQua: '200', maGiaoDich: receipt, thoiGianTiepNhan: momentInVietnam(Date.now() + (fault === 'wrong-clock' ? 86_400_000 : 0)), thongDiep: 'Tiếp nhận thành công' };
          });
        } catch (error) {
          if (error instanceof WrongFileError) return { maKetQua: '123', maGiaoDich: '', thongDiep: error.message };
          throw error;
        }
      });
    }
    app.get('/hoc-receiver/trang-thai', (request, reply) => {
      if (!this.#knows(request)) return reply.code(401).send({ error: 'invalid_token' });
      const given = asked.safeParse(request.query);
      if (!given.success) return reply.code(400).send({ maKetQua: '205' });
      const found = this.#desk.ledger.byKey(MINISTRY, given.data.maGui);
      return found === undefined ? { maKetQua: '404', maGiaoDich: '', thongDiep: 'Chưa nhận' } : { maKetQua: '200', maGiaoDich: found.receipt, thoiGianTiepNhan: momentInVietnam(Date.parse(found.at)), thongDiep: 'Đã tiếp nhận' };
    });
  }

  #knows(request: FastifyRequest): boolean {
    const token = /^Bearer (.+)$/u.exec(request.headers.authorization ?? '')?.[1] ?? '';
    return (this.#tokens.get(token) ?? 0) > Date.now();
  }
}

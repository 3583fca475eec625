import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { momentInVietnam } from '#platform/time/rules';
import type { Desk } from './desk.ts';
import { sentinelOf } from './sentinels.ts';
import { WrongFileError, decodeBase64, readSubmission } from './submission.ts';
import type { Submission } from './submission.ts';
import { answerUnder, htmlPage } from './switches.ts';
import type { Session } from './tokens.ts';

const form = z.object({ username: z.string(), loaiHoSo: z.string(), maTinh: z.string(), maCSKCB: z.string(), fileHSBase64: z.string().min(1) });
const headers = z.object({ accesstoken: z.string(), tokenid: z.string(), passwordhash: z.string() });
const credentials = z.object({ username: z.string(), password: z.string() });
const SERVICES = [
  { path: '/api/qd130/checkInKcbQd3176', kind: 'check-in', loaiHoSo: '0' },
  { path: '/api/qd130/guiHoSoXmlQD3176', kind: 'dossier', loaiHoSo: '130' },
  { path: '/api/qd130/guiDuLieuGdykQd130', kind: 'assessment', loaiHoSo: '12' },
] as const;

interface Answer { readonly maKetQua: string; readonly maGiaoDich: string; readonly thoiGianTiepNhan: string; readonly thongDiep: string }

/** Vietnamese time, yyyyMMddHHmmss. */
const stamp = (): string => momentInVietnam(Date.now());
const no = (maKetQua: string, thongDiep: string): Answer => ({ maKetQua, maGiaoDich: '', thoiGianTiepNhan: stamp(), thongDiep });

/** Plays the insurer's gateway: session, check-in, dossier, assessment (apis.md 1–4). */
export class Gateway {
  readonly #desk: Desk;
  /** Dossiers whose session was ended once. */
  readonly #ended = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  receive(app: FastifyInstance): void {
    app.post('/api/token/take', (request) => {
      const given = credentials.safeParse(request.body);
      if (!given.success) return { maKetQua: '500', APIKey: null };
      const session = this.#desk.tokens.open(given.data.username, given.data.password, request.ip);
      if (!session) return { maKetQua: '401', APIKey: null };
      return {
        maKetQua: '200',
        APIKey: { access_token: session.accessToken, id_token: session.idToken, token_type: 'Bearer', username: session.username, expires_in: new Date(session.until).toISOString() },
      };
    });
    for (const { path, kind, loaiHoSo } of SERVICES) this.#service(app, path, kind, loaiHoSo);
  }

  #service(app: FastifyInstance, path: string, kind: Submission['kind'], loaiHoSo: string): void {
    app.post(path, async (request, reply) => {
      const session = this.#session(request);
      if (!session) return no('401', 'Phiên làm việc không hợp lệ hoặc đã hết hạn');
      const given = form.safeParse(request.body);
      if (!given.success) return no('205', 'Sai định dạng tham số');
      const { username, maTinh, maCSKCB, fileHSBase64 } = given.data;
      if (username !== session.username) return no('401', 'Tài khoản không khớp với phiên làm việc');
      if (given.data.loaiHoSo !== loaiHoSo) return no('205', `loaiHoSo phải là ${loaiHoSo}`);
      if (maTinh !== maCSKCB.slice(0, 2)) return no('205', 'maTinh không khớp maCSKCB');
      if (!username.startsWith(`${maCSKCB}_`)) return no('403', 'Tài khoản không được gửi hồ sơ của cơ sở này');
      try {
        const bytes = decodeBase64(fileHSBase64);
        const read = readSubmission(bytes);
        // An assessment says nowhere whose it is: the account does.
        const submission = read.kind === 'assessment' ? { ...read, facility: maCSKCB } : read;
        if (submission.kind !== kind) return no('123', 'Loại tệp không đúng với dịch vụ');
        if (submission.facility !== maCSKCB) return no('123', `Mã cơ sở trong tệp (${submission.facility.slice(0, 10)}) khác maCSKCB`);
        if (submission.maLk.length === 0 || submission.maLk.includes('')) return no('123', 'Tệp không có hồ sơ hoặc thiếu MA_LK');
        return await this.#take(session, submission, createHash('sha256').update(bytes).digest('hex'), reply);
      } catch (error) {
        if (error instanceof WrongFileError) return no('123', error.message);
        throw error;
      }
    });
  }

  #session(request: FastifyRequest): Session | undefined {
    const given = headers.safeParse(request.headers);
    return given.success ? this.#desk.tokens.find({ accessToken: given.data.accesstoken, idToken: given.data.tokenid, passwordHash: given.data.passwordhash, caller: request.ip }) : undefined;
  }

  async #take(session: Session, submission: Submission, sha256: string, reply: FastifyReply): Promise<unknown> {
    const sentinel = sentinelOf(submission.maLk);
    switch (sentinel) {
      case '-HTML': return htmlPage(reply);
      case '-LANDAU': {
        if (this.#ended.has(sha256)) break;
        this.#ended.add(sha256);
        return htmlPage(reply);
      }
      case '-TREO': return reply.hijack();
      case '-500': return no('500', 'Lỗi hệ thống');
      case '-403': return no('403', 'Tài khoản không được gửi hồ sơ này');
      case '-401': {
        if (this.#ended.has(sha256)) break;
        this.#ended.add(sha256);
        this.#desk.tokens.end(session);
        return no('401', 'Phiên làm việc đã hết hạn');
      }
      default:
    }
    const fault = this.#desk.switches.next(INSURER);
    if (fault === 'dead-token') { this.#desk.tokens.end(session); return no('401', 'Phiên làm việc đã hết hạn'); }
    if (fault === 'error') return no('500', 'Lỗi hệ thống');
    if (fault !== undefined) return answerUnder(fault, reply, this.#desk.late, () => this.#keep(session, submission, sha256, fault === 'wrong-clock'));
    const receipt = receiptOf(submission);
    this.#desk.ledger.add({ at: new Date().toISOString(), kind: submission.kind, username: session.username, facility: submission.facility, maLk: submission.maLk, sha256, receipt });
    if (sentinel === '-XOA') {
      reply.hijack().raw.destroy();
      return reply;
    }
    if (sentinel === '-TRONG') return reply.send('');
    if (sentinel === '-JSON') return reply.send({ ketQua: 'ok' });
    if (sentinel === '-MUON') await new Promise((resolve) => { setTimeout(resolve, this.#desk.late).unref(); });
    return taken(receipt, submission);
  }

  #keep(session: Session, submission: Submission, sha256: string, wrongClock: boolean): Answer {
    const receipt = receiptOf(submission);
    this.#desk.ledger.add({ at: new Date().toISOString(), kind: submission.kind, username: session.username, facility: submission.facility, maLk: submission.maLk, sha256, receipt });
    return { ...taken(receipt, submission), ...(wrongClock ? { thoiGianTiepNhan: momentInVietnam(Date.now() + 86_400_000) } : {}) };
  }
}

/** Name of the gateway in ledger and switchboard. */
const INSURER = 'bhxh';
const receiptOf = (submission: Submission): string => `${submission.facility}${stamp()}${randomBytes(4).toString('hex').toUpperCase()}`;
const taken = (receipt: string, submission: Submission): Answer => ({ maKetQua: '200', maGiaoDich: receipt, thoiGianTiepNhan: stamp(), thongDiep: `Tiếp nhận thành công ${submission.maLk.length} hồ sơ` });

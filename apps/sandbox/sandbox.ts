import { createHash, randomBytes } from 'node:crypto';
import fastify from 'fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { momentInVietnam } from '#platform/time/rules';
import { Cards, staffOf } from './card.ts';
import { identityPortals } from './identity.ts';
import type { IdentityPortals } from './identity.ts';
import { Checkup } from './checkup.ts';
import { Ledger } from './ledger.ts';
import { Ministry } from './ministry.ts';
import { adjudicationForm } from './adjudication-form.ts';
import { portalList } from './portal-list.ts';
import { Papers } from './papers.ts';
import { Population, WrongListError } from './population.ts';
import { sentinelOf } from './sentinels.ts';
import { WrongFileError, decodeBase64, readSubmission } from './submission.ts';
import type { Submission } from './submission.ts';
import { answerUnder, Switchboard } from './switches.ts';
import { Tokens } from './tokens.ts';
import { WitnessStand } from './witness.ts';
import type { Session } from './tokens.ts';

export interface SandboxOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** A file that every receipt is appended to, one JSON a line. */
  readonly ledgerFile?: string;
  /** Seconds that a session lives. */
  readonly sessionSeconds?: number;
  /** Seconds that a late answer takes. */
  readonly lateSeconds?: number;
  /** From which passwords and secrets follow, so that they are the same after a restart; else they are new at every start. */
  readonly secret?: string;
  /** 0 … 1, decides which failure of the switchboard comes. */
  readonly draw?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** The password of an account `<MACSKCB>_BV`. */
  passwordOf(username: string): string | undefined;
  /** Name and citizen number of the staff member that the account registered for look-ups of cards. */
  staffOf(username: string): { readonly name: string; readonly number: string };
  readonly ledger: Ledger;
  /** Failures by chance, at each portal. */
  readonly switches: Switchboard;
  /** The Ministry’s data portal, under /realms/byt and /hoc-receiver. */
  readonly ministry: Ministry;
  /** The health-check hub, under /api/auth/login and /api/platform. */
  readonly checkup: Checkup;
  /** VNeID and VNConnect, under /vneid and /vnconnect. */
  readonly identity: IdentityPortals;
  /** Keeps checkpoints of the audit log, at `/nhat-ky/add-checkpoint`. */
  readonly witness: WitnessStand;
  close(): Promise<void>;
}

const form = z.object({ username: z.string(), loaiHoSo: z.string(), maTinh: z.string(), maCSKCB: z.string(), fileHSBase64: z.string().min(1) });
const headers = z.object({ accesstoken: z.string(), tokenid: z.string(), passwordhash: z.string() });
const credentials = z.object({ username: z.string(), password: z.string() });

/** Bytes of one submission. */
const LIMIT = 300 * 1024 * 1024;

/** Plays the insurer's gateway by apis.md 1–3, on this machine alone. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const tokens = new Tokens(options.sessionSeconds ?? 600, options.secret);
  const switches = new Switchboard(options.draw);
  const ledger = new Ledger(options.ledgerFile);
  const app = fastify({ bodyLimit: LIMIT, forceCloseConnections: 'idle' });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => { done(null, Object.fromEntries(new URLSearchParams(String(body)))); });

  app.post('/api/token/take', (request) => {
    const given = credentials.safeParse(request.body);
    if (!given.success) return { maKetQua: '500', APIKey: null };
    const session = tokens.open(given.data.username, given.data.password, request.ip);
    if (!session) return { maKetQua: '401', APIKey: null };
    return {
      maKetQua: '200',
      APIKey: { access_token: session.accessToken, id_token: session.idToken, token_type: 'Bearer', username: session.username, expires_in: new Date(session.until).toISOString() },
    };
  });
  const late = (options.lateSeconds ?? 90) * 1000;
  const gate = new Gate(tokens, ledger, switches, late);
  gate.receive(app, '/api/qd130/checkInKcbQd3176', 'check-in', '0');
  gate.receive(app, '/api/qd130/guiHoSoXmlQD3176', 'dossier', '130');
  gate.receive(app, '/api/qd130/guiDuLieuGdykQd130', 'assessment', '12');

  new Papers(tokens, ledger, switches, late).receive(app);
  new Cards(tokens, switches, late).receive(app);

  const ministry = new Ministry(ledger, switches, late, options.secret);
  ministry.receive(app);
  const checkup = new Checkup(ledger, switches, late, options.secret);
  checkup.receive(app);
  app.get('/cong-tac', () => switches.state());
  app.put('/cong-tac', (request, reply) => {
    const given = z.record(z.string(), z.record(z.string(), z.number())).safeParse(request.body);
    if (!given.success) return reply.code(400).send({ thongDiep: 'Cần {"<cổng>": {"<công tắc>": <xác suất>}}' });
    for (const [portal, chances] of Object.entries(given.data)) switches.set(portal, chances);
    return switches.state();
  });
  app.get('/danh-sach-tiep-nhan', (request, reply) => {
    const given = z.object({ coSo: z.string() }).safeParse(request.query);
    return given.success ? reply.type('text/csv; charset=utf-8').send(portalList(ledger.entries, given.data.coSo)) : reply.code(400).send({ thongDiep: 'Cần coSo' });
  });
  app.get('/ket-qua-giam-dinh', (request, reply) => {
    const given = z.object({ coSo: z.string() }).safeParse(request.query);
    return given.success ? reply.type('text/csv; charset=utf-8').send(adjudicationForm(ledger.entries, given.data.coSo)) : reply.code(400).send({ thongDiep: 'Cần coSo' });
  });
  receiveLists(app);
  const witness = new WitnessStand();
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => { done(null, body); });
  witness.receive(app);
  let url = '';
  const identity = await identityPortals(app, () => url);

  url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return { url, passwordOf: (username) => tokens.passwordOf(username), staffOf, ledger, switches, ministry, checkup, identity, witness, close: () => closeGently(app) };
}

/** Comparison with the population database: the file comes as text/csv, the answer is the other file. */
function receiveLists(app: FastifyInstance): void {
  const population = new Population();
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body); });
  app.post('/dan-cu/doi-chieu', (request, reply) => {
    try {
      return reply.type('text/csv; charset=utf-8').send(population.answer(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
    } catch (error) {
      if (error instanceof WrongListError) return reply.code(400).type('text/plain; charset=utf-8').send(error.message);
      throw error;
    }
  });
}

/** What is being answered may be answered; what hangs on purpose is cut. */
async function closeGently(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), 3000);
  await app.close();
  clearTimeout(cut);
}

interface Answer { readonly maKetQua: string; readonly maGiaoDich: string; readonly thoiGianTiepNhan: string; readonly thongDiep: string }

/** Vietnamese time, yyyyMMddHHmmss. */
const stamp = (): string => momentInVietnam(Date.now());
const no = (maKetQua: string, thongDiep: string): Answer => ({ maKetQua, maGiaoDich: '', thoiGianTiepNhan: stamp(), thongDiep });

class Gate {
  readonly #tokens: Tokens;
  readonly #ledger: Ledger;
  readonly #switches: Switchboard;
  readonly #late: number;
  /** Dossiers whose session was ended once. */
  readonly #ended = new Set<string>();

  constructor(tokens: Tokens, ledger: Ledger, switches: Switchboard, late: number) {
    this.#tokens = tokens;
    this.#ledger = ledger;
    this.#switches = switches;
    this.#late = late;
  }

  receive(app: FastifyInstance, path: string, kind: Submission['kind'], loaiHoSo: string): void {
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
    return given.success ? this.#tokens.find({ accessToken: given.data.accesstoken, idToken: given.data.tokenid, passwordHash: given.data.passwordhash, caller: request.ip }) : undefined;
  }

  async #take(session: Session, submission: Submission, sha256: string, reply: FastifyReply): Promise<unknown> {
    const sentinel = sentinelOf(submission.maLk);
    switch (sentinel) {
      case '-HTML': return reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      case '-LANDAU': {
        if (this.#ended.has(sha256)) break;
        this.#ended.add(sha256);
        return reply.code(502).type('text/html').send('<html><body><h1>502 Bad Gateway</h1></body></html>');
      }
      case '-TREO': return reply.hijack();
      case '-500': return no('500', 'Lỗi hệ thống');
      case '-403': return no('403', 'Tài khoản không được gửi hồ sơ này');
      case '-401': {
        if (this.#ended.has(sha256)) break;
        this.#ended.add(sha256);
        this.#tokens.end(session);
        return no('401', 'Phiên làm việc đã hết hạn');
      }
      default:
    }
    const fault = this.#switches.next(INSURER);
    if (fault === 'dead-token') { this.#tokens.end(session); return no('401', 'Phiên làm việc đã hết hạn'); }
    if (fault === 'error') return no('500', 'Lỗi hệ thống');
    if (fault !== undefined) return answerUnder(fault, reply, this.#late, () => this.#keep(session, submission, sha256, fault === 'wrong-clock'));
    const receipt = receiptOf(submission);
    this.#ledger.add({ at: new Date().toISOString(), kind: submission.kind, username: session.username, facility: submission.facility, maLk: submission.maLk, sha256, receipt });
    if (sentinel === '-XOA') {
      reply.hijack().raw.destroy();
      return reply;
    }
    if (sentinel === '-TRONG') return reply.send('');
    if (sentinel === '-JSON') return reply.send({ ketQua: 'ok' });
    if (sentinel === '-MUON') await new Promise((resolve) => { setTimeout(resolve, this.#late).unref(); });
    return taken(receipt, submission);
  }

  #keep(session: Session, submission: Submission, sha256: string, wrongClock: boolean): Answer {
    const receipt = receiptOf(submission);
    this.#ledger.add({ at: new Date().toISOString(), kind: submission.kind, username: session.username, facility: submission.facility, maLk: submission.maLk, sha256, receipt });
    return { ...taken(receipt, submission), ...(wrongClock ? { thoiGianTiepNhan: momentInVietnam(Date.now() + 86_400_000) } : {}) };
  }
}

/** Name of the gateway in ledger and switchboard. */
const INSURER = 'bhxh';
const receiptOf = (submission: Submission): string => `${submission.facility}${stamp()}${randomBytes(4).toString('hex').toUpperCase()}`;
const taken = (receipt: string, submission: Submission): Answer => ({ maKetQua: '200', maGiaoDich: receipt, thoiGianTiepNhan: stamp(), thongDiep: `Tiếp nhận thành công ${submission.maLk.length} hồ sơ` });

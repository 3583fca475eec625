import { createHash, randomBytes } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { SaxesParser } from 'saxes';
import { z } from 'zod';
import { momentInVietnam } from '#platform/time/rules';
import type { Desk } from './desk.ts';
import { sentinelOf } from './sentinels.ts';
import { WrongFileError, decode, decodeBase64 } from './submission.ts';
import { answerUnder, htmlPage } from './switches.ts';
import type { Session } from './tokens.ts';

const INSURER = 'bhxh';
const form = z.strictObject({ maCskcb: z.string(), token: z.string(), id_token: z.string(), username: z.string(), password: z.string(), loaiHs: z.string(), fileBase64Str: z.string().min(1) });

const FORMS = [
  { path: '/api/chungtugw/GuiHoSoChungTu2025', loaiHs: '39', root: 'HSCHUNGTU', kind: 'paper' },
  { path: '/api/hososuckhoe/guiGiayToDienTu', loaiHs: '60', root: 'HSDLGBT', kind: 'death-notice' },
  { path: '/api/hososuckhoe/guiGiayToDienTu', loaiHs: '61', root: 'HSDLGCS', kind: 'birth-notice' },
] as const;
type Form = (typeof FORMS)[number];
const TYPES = ['CT03', 'CT04', 'CT06', 'CT07', 'GIAYDIEUTRINOITRU', 'GIAYDIEUTRIVOSINH', 'GIAYSUCKHOEME'];
/** As an endings' list may stand in: of a paper, a death notice, a birth notice. */
const NUMBERS = ['MA_CT', 'SO_SERI', 'SO_LUU_TRU', 'MA_GBT', 'MA_GCS'];
/** Bytes of one file. */
const MOST = 20 * 1024 * 1024;

const stamp = (): string => momentInVietnam(Date.now());
const answer = (MaKetQua: string, MaGD = ''): object => ({ MaGD, MaKetQua, ThoiGianTiepNhan: stamp() });

/** Plays the services for electronic papers: the session in the body, fields of their own, files of their own roots. */
export class Papers {
  readonly #desk: Desk;
  /** Files that failed once on purpose. */
  readonly #failed = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  receive(app: FastifyInstance): void {
    for (const path of new Set(FORMS.map((one) => one.path))) {
      app.post(path, async (request, reply) => {
        if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') !== true) return answer('205');
        const given = form.safeParse(request.body);
        if (!given.success) return answer('205');
        const { maCskcb, token, id_token, username, password, loaiHs, fileBase64Str } = given.data;
        const session = this.#desk.tokens.find({ accessToken: token, idToken: id_token, passwordHash: password, caller: request.ip });
        if (session === undefined || session.username !== username || !username.startsWith(`${maCskcb}_`)) return answer('401');
        const wanted = FORMS.find((one) => one.path === path && one.loaiHs === loaiHs);
        if (wanted === undefined) return answer('205');
        try {
          const bytes = decodeBase64(fileBase64Str);
          if (bytes.length > MOST) return answer('1001');
          const { facilities, numbers } = read(bytes, wanted);
          if (facilities.some((one) => one !== maCskcb)) return answer('205');
          return await this.#take(session, maCskcb, wanted, numbers, createHash('sha256').update(bytes).digest('hex'), reply);
        } catch (error) {
          if (error instanceof WrongFileError) return answer('205');
          throw error;
        }
      });
    }
  }

  async #take(session: Session, facility: string, { kind }: Form, numbers: readonly string[], sha256: string, reply: FastifyReply): Promise<unknown> {
    const first = !this.#failed.has(sha256);
    const keep = (): object => {
      const receipt = `CT${facility}${stamp()}${randomBytes(4).toString('hex').toUpperCase()}`;
      this.#desk.ledger.add({ at: new Date().toISOString(), kind, username: session.username, facility, maLk: [...numbers], sha256, receipt });
      return answer('200', receipt);
    };
    switch (sentinelOf(numbers)) {
      case '-HTML': return htmlPage(reply);
      case '-TREO': return reply.hijack();
      case '-500': return answer('500');
      case '-403': return answer('205');
      case '-LANDAU': if (first) { this.#failed.add(sha256); return htmlPage(reply); } break;
      case '-401': if (first) { this.#failed.add(sha256); this.#desk.tokens.end(session); return answer('401'); } break;
      case '-TRONG': return answerUnder('empty', reply, this.#desk.late, keep);
      case '-MUON': return answerUnder('late', reply, this.#desk.late, keep);
      case '-XOA': return answerUnder('cut-after', reply, this.#desk.late, keep);
      case '-JSON': keep(); return { ketQua: 'ok' };
      default:
    }
    const fault = this.#desk.switches.next(INSURER);
    if (fault === 'dead-token') { this.#desk.tokens.end(session); return answer('401'); }
    if (fault === 'error') return answer('500');
    return answerUnder(fault, reply, this.#desk.late, () => (fault === 'wrong-clock' ? { ...keep(), ThoiGianTiepNhan: momentInVietnam(Date.now() + 86_400_000) } : keep()));
  }
}

interface Found { root: string; readonly facilities: string[]; readonly numbers: string[]; files: number; signatures: number }

/** Strictly, by this folder's own reading. @throws WrongFileError */
function read(bytes: Uint8Array, wanted: Form): { readonly facilities: readonly string[]; readonly numbers: readonly string[] } {
  const found: Found = { root: '', facilities: [], numbers: [], files: 0, signatures: 0 };
  parse(bytes, found, (path, value) => {
    const name = path.at(-1) ?? '';
    if (path.includes('CHUKYDONVI')) return;
    if (name === 'MACSKCB') found.facilities.push(value);
    if (name === 'LOAIHOSO' && !TYPES.includes(value)) throw new WrongFileError(`LOAIHOSO ${value.slice(0, 20)} không đúng.`);
    if (NUMBERS.includes(name)) found.numbers.push(value);
    if (name !== 'NOIDUNGFILE') return;
    found.files += 1;
    parse(decodeBase64(value), undefined, (inner, text) => { if (NUMBERS.includes(inner.at(-1) ?? '')) found.numbers.push(text); });
  });
  if (found.root !== wanted.root) throw new WrongFileError(`Phần tử gốc phải là ${wanted.root}.`);
  if (found.signatures !== 1) throw new WrongFileError('Thiếu CHUKYDONVI.');
  if (wanted.kind === 'paper' && (found.files === 0 || found.facilities.length === 0)) throw new WrongFileError('Thiếu FILEHOSO hoặc MACSKCB.');
  if (wanted.kind !== 'paper' && found.files > 0) throw new WrongFileError('Tệp này không có FILEHOSO.');
  return found;
}

function parse(bytes: Uint8Array, found: Found | undefined, visit: (path: readonly string[], value: string) => void): void {
  const parser = new SaxesParser();
  const path: string[] = [];
  let value = '';
  parser.on('error', (error) => { throw new WrongFileError(error.message.slice(0, 80)); });
  parser.on('doctype', () => { throw new WrongFileError('DTD'); });
  parser.on('opentag', ({ name }) => {
    if (found !== undefined) found.root ||= name;
    if (found !== undefined && name === 'CHUKYDONVI' && path.length === 1) found.signatures += 1;
    path.push(name);
    value = '';
  });
  const take = (chunk: string): void => { value += chunk; };
  parser.on('text', take);
  parser.on('cdata', take);
  parser.on('closetag', () => {
    if (value.trim() !== '') visit(path, value.trim());
    path.pop();
    value = '';
  });
  parser.write(decode(bytes).replace(/^\uFEFF/u, '')).close();
}

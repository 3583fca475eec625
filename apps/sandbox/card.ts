import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Desk } from './desk.ts';
import { answerUnder } from './switches.ts';
import type { Session } from './tokens.ts';

/** Cards, insurance and citizen numbers that end so get that maKetQua. Listed for people in README.md; a test compares with the list of codes. */
export const CARD_CODES = ['000', '001', '002', '003', '004', '010', '050', '051', '052', '053', '054', '055', '060', '061', '070', '100', '101', '110', '120', '121', '122', '123', '124', '130', '205', '401'] as const;
export const COPAY_CODES = ['200', '201', '202', '203', '204', '206', '400', '401', '500', '501'] as const;
/** Endings at both look-ups that make the line fail. */
export const CARD_FAILURES = {
  '901': 'answers the HTML page of a machine in between', '902': 'answers nothing', '903': 'answers late', '904': 'never answers', '905': 'cuts the connection', '906': 'answers JSON of another shape',
  '907': 'answers a code that no list knows (999)', '908': 'ends the session at the first question, answers the second',
} as const;

const inQuery = z.strictObject({ token: z.string(), id_token: z.string(), username: z.string(), password: z.string() });
const inHead = z.object({ accesstoken: z.string(), tokenid: z.string(), passwordhash: z.string() });
const isDay = (text: string): boolean => { const [, d, m, y] = /^(\d{2})\/(\d{2})\/(\d{4})$/u.exec(text) ?? []; return y !== undefined && new Date(`${y}-${m}-${d}T00:00:00Z`).getUTCDate() === Number(d); };
const NUMBER = /^([A-Z]{2}[0-9]{13}|\d{10}|\d{12})$/u;
const asked = z.strictObject({ maThe: z.string().regex(NUMBER), hoTen: z.string().trim().min(1), ngaySinh: z.string().refine(isDay), hoTenCb: z.string().trim().min(1), cccdCb: z.string().regex(/^\d{12}$/u) });
const summed = z.strictObject({ username: z.string(), maThe: z.string().trim().regex(NUMBER), hoTen: z.string().trim().min(1), ngaySinh: z.string().regex(/^((\d{2}\/)?\d{2}\/)?\d{4}$/u) });

/** The staff member that an account registered for look-ups; both invented. */
export function staffOf(username: string): { readonly name: string; readonly number: string } {
  const digits = BigInt(`0x${createHash('sha256').update(`staff ${username}`).digest('hex').slice(0, 12)}`) % 1_000_000_000n;
  return { name: 'Siu Thị Tra Cứu', number: `000${digits.toString().padStart(9, '0')}` };
}

/** Plays the look-up of cards of 2024 and of cumulative co-payments. Every person is invented by the number asked for. */
export class Cards {
  readonly #desk: Desk;
  readonly #ended = new Set<string>();

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  receive(app: FastifyInstance): void {
    app.post('/api/egw/KQNhanLichSuKCB2024', (request, reply) => {
      const given = inQuery.safeParse(request.query);
      const session = given.success ? this.#find(request, given.data.token, given.data.id_token, given.data.password) : undefined;
      if (!given.success || session === undefined || session.username !== given.data.username) return plain('401', 'Lỗi xác thực');
      const body = isJson(request) ? asked.safeParse(request.body) : undefined;
      if (body?.success !== true) return plain('205', 'Sai định dạng tham số');
      const staff = staffOf(session.username);
      if (body.data.cccdCb !== staff.number) return plain('054', 'CCCD cán bộ tra cứu không có trong danh sách đăng ký');
      if (body.data.hoTenCb !== staff.name) return plain('055', 'Họ tên cán bộ tra cứu không khớp CCCD');
      return this.#answer(session, body.data.maThe, reply, (code) => cardAnswer(code, body.data), () => plain('401', 'Lỗi xác thực'), () => plain('101', 'Lỗi server'));
    });
    app.post('/api/TraCuuCCT/TraCuuTienMCCT', (request, reply) => {
      const given = inHead.safeParse(request.headers);
      const session = given.success ? this.#find(request, given.data.accesstoken, given.data.tokenid, given.data.passwordhash) : undefined;
      if (session === undefined) return reply.code(401).send('');
      const body = isJson(request) ? summed.safeParse(request.body) : undefined;
      if (body?.success !== true || body.data.username !== session.username) return { MaKetQua: '400', GhiChu: 'Sai định dạng tham số', DataCCT: [], ThongTinSoThe: null };
      return this.#answer(session, body.data.maThe, reply, (code) => (code === '401' ? reply.code(401).send('') : copayAnswer(code, body.data, session.username.split('_')[0])), () => reply.code(401).send(''), () => copayAnswer('500', body.data));
    });
  }

  #find(request: FastifyRequest, accessToken: string, idToken: string, passwordHash: string): Session | undefined {
    return this.#desk.tokens.find({ accessToken, idToken, passwordHash, caller: request.ip });
  }

  async #answer(session: Session, number: string, reply: FastifyReply, make: (code: string) => object, denied: () => object, failed: () => object): Promise<unknown> {
    const ending = number.slice(-3);
    if (ending === '908' && !this.#ended.has(number)) {
      this.#ended.add(number);
      this.#desk.tokens.end(session);
      return denied();
    }
    switch (ending) {
      case '901': return answerUnder('html', reply, this.#desk.late, () => ({}));
      case '902': return answerUnder('empty', reply, this.#desk.late, () => ({}));
      case '903': return answerUnder('late', reply, this.#desk.late, () => make('000'));
      case '904': return reply.hijack();
      case '905': return answerUnder('cut-before', reply, this.#desk.late, () => ({}));
      case '906': return { ketQua: 'ok' };
      case '907': return make('999');
      default:
    }
    const fault = this.#desk.switches.next('bhxh');
    if (fault === 'dead-token') { this.#desk.tokens.end(session); return denied(); }
    if (fault === 'error') return failed();
    return answerUnder(fault, reply, this.#desk.late, () => make(ending));
  }
}

const isJson = (request: FastifyRequest): boolean => (request.headers['content-type'] ?? '').startsWith('application/json');
const plain = (maKetQua: string, ghiChu: string) => ({ maKetQua, ghiChu });

/** Further figures of an invented person, from the number alone. */
function invented(number: string) {
  const digits = number.replace(/\D/gu, '').slice(-10).padStart(10, '0');
  return { insurance: digits, card: NUMBER.test(number) && number.length === 15 ? number : `GD479${digits}`, next: `GD496${digits}` };
}

function cardAnswer(ending: string, { maThe, hoTen, ngaySinh }: z.output<typeof asked>): object {
  const code = ending === '999' || CARD_CODES.some((one) => one === ending) ? ending : '000';
  if (!['000', '003', '004', '010'].includes(code)) return plain(code, `Trả lời giả lập cho mã ${code}`);
  const { insurance, card, next } = invented(maThe);
  const renewed = code === '003' || code === '004';
  return {
    maKetQua: code, ghiChu: `Trả lời giả lập cho mã ${code}`, maThe: card, hoTen, ngaySinh, gioiTinh: 'Nữ', diaChi: 'Thôn Mẫu, xã Giả Định', maDKBD: '99001', cqBHXH: 'Bảo hiểm xã hội tỉnh Giả Định',
    gtTheTu: '01/01/2026', gtTheDen: code === '003' || code === '010' ? '31/03/2026' : '31/12/2027', maKV: 'K1', ngayDu5Nam: ending === '203' ? '01/06/2099' : '01/06/2025', maSoBHXH: insurance, maTheCu: '', maTheMoi: renewed ? next : '',
    gtTheTuMoi: renewed ? '01/04/2026' : '', gtTheDenMoi: renewed ? '31/12/2027' : '', maDKBDMoi: renewed ? '99002' : '', tenDKBDMoi: renewed ? 'Bệnh viện Giả Định 2' : '',
    dsLichSuKCB2018: [{ maHoSo: '2604000001', maCSKCB: '99002', ngayVao: '202604020822', ngayRa: '202604021741', tenBenh: '', tinhTrang: '1', kqDieuTri: '2', lyDoVV: '3', TEMP1: '', TEMP2: '', TEMP3: '', TEMP4: '', TEMP5: '' }],
    dsLichSuKT2018: [{ userKT: '99002_BV', thoiGianKT: '202604020820', thongBao: 'Trả lời giả lập', maLoi: '000' }],
  };
}

function copayAnswer(ending: string, { maThe, hoTen, ngaySinh }: z.output<typeof summed>, home = '99001'): object {
  const none = { DataCCT: [], ThongTinSoThe: null };
  switch (ending) {
    case '999': return { MaKetQua: '999', GhiChu: 'Mã lạ', ...none };
    case '204': return { MaKetQua: '204', GhiChu: 'Không có dữ liệu', ...none };
    case '400': return { MaKetQua: '400', GhiChu: 'Sai định dạng tham số', ...none };
    case '500': return { MaKetQua: '500', GhiChu: 'Lỗi hệ thống', ...none };
    case '501': return { MaKetQua: '500', GhiChu: 'Tài khoản bị khóa', ...none };
    default:
  }
  const year = new Date().getUTCFullYear() - (ending === '206' ? 1 : 0);
  const line = (id: string, day: string, own: string, sum: string) => ({
    Id: id, ngayTraCuu: `26/11/${year}`, maThe, maCskcb: id === '1' ? home : '99002', ngayVao: `${day}/${year}`, ngayRa: `${day}/${year}`, maDoiTuongKCB: '1', tBNCCTMCCT: own, tBNCCTLuyKe: sum, ngayNhanCong: `${day}/${year}`, ngayNhan: `${day}/${year}`, duPhong1: '', duPhong2: '', duPhong3: '', duPhong4: '', duPhong5: '',
  });
  // Six times 2,530,000 đ, exactly and a đồng above; beyond it; and what most have.
  const last = ending === '201' ? 15_180_000 : ending === '202' ? 15_180_001 : ending === '203' || ending === '206' ? 16_000_000 : 1_400_000;
  return { MaKetQua: '200', GhiChu: '', DataCCT: [line('2', '05/01', String(last - 500_000), String(last)), line('1', '02/01', '500000', '500000')], ThongTinSoThe: { hoTen, ngaySinh, ngayKetThuc: '31/12/2027', maBhxh: invented(maThe).insurance } };
}

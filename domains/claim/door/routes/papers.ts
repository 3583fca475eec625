import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyError, FastifyInstance } from 'fastify';
import { PAPERS } from '#domains/papers/rules';
import { keepPaper, lookAtPaper } from '#domains/papers/server';
import type { KeptPaper } from '#domains/papers/server';
import { wakeLanes } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { noteVisit } from '../account.ts';
import { answerFault, wordsOf } from '../answer.ts';
import { readFields } from '../body/fields.ts';
import { readPayload } from '../body/payload.ts';
import { withCaller } from '../caller-in-body.ts';
import type { BodyOf } from '../caller-in-body.ts';
import { nobody } from '../caller.ts';
import { DOOR_FAULTS } from '../faults.ts';
import { figuresOf } from '../figures.ts';
import { receiptCode } from '../receipt.ts';
import { mustBeOwn } from '../take-file.ts';
import { valueIn } from './gateway.ts';

/** The gateway does not look at upper and lower case in its addresses. */
const SERVICES = [
  ...['GuiHoSoChungTu2025', 'guiHoSoChungTu2025'].map((name) => ({ url: `/api/chungtugw/${name}`, takes: ['39'] })),
  ...['guiGiayToDienTu', 'GuiGiayToDienTu'].map((name) => ({ url: `/api/hososuckhoe/${name}`, takes: ['60', '61'] })),
];

/** What these services answer. Source: letter 3220/BHXH-CNTT, annex 2; ThongDiep is ours. */
const answer = (MaKetQua: string, MaGD: string, at: number, ThongDiep: string) => ({ MaGD, MaKetQua, ThoiGianTiepNhan: momentInVietnam(at), ThongDiep });

/** They know fewer codes than the services for dossiers: 205 for all that is wrong with what was sent, 500 for what was not kept and may be sent again. */
function codeOf(fault: Fault): string {
  if (fault.code === 'access.not-signed-in') return '401';
  if (fault.code === 'door.too-large') return '1001';
  return fault.entry.status >= 500 || fault.entry.status === 429 ? '500' : '205';
}

/** The insurer's services for electronic papers. Their session stands in the body: so the body is read as far as needed before anybody is let in. */
export function paperRoutes(app: FastifyInstance, context: Context): void {
  void app.register((inner, _options, done) => {
    inner.setErrorHandler((error: FastifyError, request, reply) => answerFault(error, request, reply, (fault) => answer(codeOf(fault), '', Date.now(), wordsOf(fault))));
    for (const { url, takes } of SERVICES) {
      route(inner, {
        method: 'POST', url, action: 'door.enter', caller: (request) => Promise.resolve(nobody(request)),
        handler: ({ request }) => withCaller(context, request, async (call) => {
          const fields = readFields(request.headers['content-type'], call.body);
          if (fields === undefined) throw new Fault(DOOR_FAULTS.parameter, { what: 'nội dung gửi không đọc được' });
          const { paper, notes } = await takePaper(context, call, takes, valueIn(fields, undefined));
          await noteVisit(context.db, call.account.id, request.ip, [fields.way, ...notes].join('+'));
          return answer('200', paper.code ?? '', paper.receivedAt.getTime(), paper.isNew ? 'Tiếp nhận thành công.' : 'Tệp này đã được nhận trước đó: giữ nguyên mã giao dịch cũ, không xử lý lần nữa.');
        }),
      });
    }
    done();
  });
}

async function takePaper(context: Context, { account, policy }: BodyOf, takes: readonly string[], value: (name: string) => string | undefined): Promise<{ readonly paper: KeptPaper; readonly notes: readonly string[] }> {
  const wrong = (what: string): Fault => new Fault(DOOR_FAULTS.parameter, { what });
  const loaiHs = value('loaihs')?.trim() ?? '';
  if (!takes.includes(loaiHs)) throw wrong(`loaiHs phải là ${takes.join(' hoặc ')}`);
  const facility = value('macskcb')?.trim() ?? '';
  if (facility === '') throw wrong('thiếu maCskcb');
  const username = value('username')?.trim() ?? '';
  if (username !== '' && username.toLowerCase() !== account.username.toLowerCase()) throw wrong('username khác tài khoản đã lấy token');
  await mustBeOwn(context, policy, account, facility);

  const payload = readPayload(value('filebase64str') ?? '');
  if (payload === undefined) throw wrong('fileBase64Str không phải chuỗi base64 chuẩn');
  if (payload.bytes.length > figuresOf(context).file) throw new Fault(DOOR_FAULTS.tooLarge);
  const sha256 = createHash('sha256').update(payload.bytes).digest('hex');
  const looked = await lookAtPaper(context, payload.bytes, sha256);
  if ('problem' in looked) throw new Fault(DOOR_FAULTS.wrongFile, { what: looked.problem });
  const wanted = PAPERS.find((one) => one.loaiHs === loaiHs);
  if (wanted?.kind !== looked.kind) throw new Fault(DOOR_FAULTS.wrongFile, { what: `loaiHs ${loaiHs} nhận ${wanted?.root ?? ''}` });
  for (const named of looked.facilities) await mustBeOwn(context, policy, account, named);
  await context.files.put(Readable.from([payload.bytes]), payload.bytes.length);
  const paper = await keepPaper(context, policy, looked, sha256, receiptCode(account.facility, Date.now()));
  wakeLanes(context);
  return { paper, notes: payload.notes };
}

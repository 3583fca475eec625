import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { outcomeOf } from '#domains/claim/server';
import type { DossierOutcome } from '#domains/claim/server';
import { paperOutcome } from '#domains/papers/server';
import type { PaperOutcome } from '#domains/papers/server';
import type { Message } from '#platform/exchange/server';
import { withBody } from '../body/capped.ts';
import { readFields } from '../body/fields.ts';
import { callerOf } from '../caller.ts';
import { DOOR_FAULTS } from '../faults.ts';
import { bodyOf, valueIn } from './gateway.ts';

const STATES = { waiting: 'CHO_XU_LY', running: 'DANG_XU_LY', done: 'DA_XU_LY', failed: 'LOI' } as const;
const OUTCOMES = { new: 'MOI', same: 'TRUNG', revised: 'SUA', refused: 'TU_CHOI', broken: 'HONG' } as const;
const SEVERITIES = { error: 'LOI', warning: 'CANH_BAO', info: 'LUU_Y' } as const;
/** Dossiers in one answer. */
const STEP = 200;
const SHORT = 64 * 1024;
const receiptRow = z.object({ code: z.string(), intake: z.string(), received_at: z.date(), repeats: z.number() });
const asked = z.object({ maGiaoDich: z.string().regex(/^[0-9A-Za-z]{1,40}$/u), tu: z.coerce.number().int().min(0).max(1_000_000).default(0) });

/** GET and POST /api/yteso/ketQua: what became of a file, told to the program that sent it. Our own, not the gateway's: docs/api.md. */
export function resultRoutes(app: FastifyInstance, context: Context): void {
  const caller = (request: Parameters<typeof callerOf>[1]): Promise<Policy> => callerOf(context, request);
  route(app, {
    method: 'GET', url: '/api/yteso/ketQua', action: 'door.read', caller,
    handler: ({ policy, request }) => resultOf(context, policy, request.query),
  });
  route(app, {
    method: 'POST', url: '/api/yteso/ketQua', action: 'door.read', caller,
    handler: ({ policy, request }) => withBody(bodyOf(request), SHORT, null, (body) => {
      const fields = readFields(request.headers['content-type'], body);
      const value = fields === undefined ? () => undefined : valueIn(fields, request.query);
      return resultOf(context, policy, { maGiaoDich: value('magiaodich')?.trim(), ...(value('tu') === undefined ? {} : { tu: value('tu') }) });
    }),
  });
}

async function resultOf(context: Context, policy: Policy, given: unknown) {
  const query = asked.safeParse(given);
  if (!query.success) throw new Fault(DOOR_FAULTS.parameter, { what: 'thiếu maGiaoDich' });
  const { maGiaoDich, tu } = query.data;
  return context.db.withAccess(policy, { action: 'door.read', target: 'receipt/result' }, async (tx) => {
    const [receipt] = await tx.query('select code, intake, received_at, repeats from door_receipt where code = $1 and facility = $2', [maGiaoDich, policy.facility], receiptRow);
    const paper = receipt === undefined ? await paperOutcome(tx, context, policy.facility ?? '', maGiaoDich) : undefined;
    if (paper !== undefined) return paperAnswer(maGiaoDich, paper);
    const found = receipt && await outcomeOf(tx, context, receipt.intake, { limit: STEP, offset: tu });
    if (receipt === undefined || found === undefined) throw new Fault(DOOR_FAULTS.noReceipt);
    return {
      maKetQua: '200', maGiaoDich: receipt.code, thoiGianTiepNhan: momentInVietnam(receipt.received_at.getTime()), thongDiep: '', trangThai: STATES[found.status], soLanGuiLai: receipt.repeats,
      tepDayDu: found.complete, dsLoiTep: found.problems.map((one) => ({ maLoi: one.code, thongDiep: one.message })), dsHoSo: found.dossiers.map(dossierAnswer), conNua: found.more,
    };
  });
}

function dossierAnswer(one: DossierOutcome) {
  return {
    viTri: one.position, maLk: one.maLk, ketQua: OUTCOMES[one.outcome], lyDo: one.reason, banSua: one.revision,
    dsLoi: [
      ...one.problems.map(({ code, message }) => ({ maLoi: code, mucDo: 'LOI', bang: null, dong: null, truong: null, thongDiep: message, cachSua: '' })),
      ...one.findings.map((each) => ({ maLoi: each.rule, mucDo: SEVERITIES[each.severity], bang: each.table_name, dong: each.row_number, truong: each.field, thongDiep: each.message, cachSua: each.remedy })),
    ],
    dsGui: one.messages.map(messageAnswer),
  };
}

function messageAnswer(each: Message) {
  return {
    noiNhan: each.destination, loai: each.kind, trangThai: each.state, maGiaoDich: each.receipt, thoiGianNhan: each.receivedAt === null ? null : momentInVietnam(Date.parse(each.receivedAt)),
    han: each.due === null ? null : momentInVietnam(Date.parse(each.due)), thongDiep: each.answer,
  };
}

/** A file of electronic papers, in the form of a file with one dossier. */
function paperAnswer(maGiaoDich: string, paper: PaperOutcome) {
  return {
    maKetQua: '200', maGiaoDich, thoiGianTiepNhan: momentInVietnam(paper.receivedAt.getTime()), thongDiep: '', trangThai: STATES.done, soLanGuiLai: paper.repeats, tepDayDu: true, dsLoiTep: [], conNua: false,
    dsHoSo: [{ viTri: 1, maLk: paper.key, ketQua: paper.revision === 1 ? OUTCOMES.new : OUTCOMES.revised, lyDo: null, banSua: paper.revision, dsLoi: [], dsGui: paper.messages.map(messageAnswer) }],
  };
}

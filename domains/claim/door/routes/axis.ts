import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { momentInVietnam } from '#platform/time/rules';
import { noteVisit } from '../account.ts';
import { codeOf, receiptAnswer, refusal, wordsOf } from '../answer.ts';
import type { GatewayAnswer } from '../answer.ts';
import { inTurnOf, withBody } from '../body/capped.ts';
import { readFields } from '../body/fields.ts';
import { accountBehind, callerOf } from '../caller.ts';
import { DOOR_FAULTS } from '../faults.ts';
import { bodyLimit, figuresOf } from '../figures.ts';
import { receiptCode } from '../receipt.ts';
import { checkBeside, takeFile } from '../take-file.ts';
import type { Service } from '../take-file.ts';
import { bodyOf, tokenRoute, valueIn } from './gateway.ts';

const DOSSIERS: Service = { name: 'guiHoSoXml', kind: 'claim', loaiHoSo: '130' };
const CHECK_INS: Service = { name: 'guiHoSoXml', kind: 'checkin', loaiHoSo: '0' };
const stateRow = z.object({ code: z.string(), received_at: z.date(), status: z.enum(['waiting', 'running', 'done', 'failed']), done: z.number(), broken: z.number(), refused: z.number() });
const batchRow = z.object({ receipts: z.array(z.string()) });
const STATES = { waiting: 'CHO_XU_LY', running: 'DANG_XU_LY', done: 'DA_XU_LY', failed: 'LOI' } as const;

/** The data axis of a health department as Hanoi's programs know it: a bearer token, several files in one call, the state by maGiaoDich. */
export function axisRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  tokenRoute(app, context, '/api/auth/token/take', 'axis');

  route(app, {
    method: 'POST', url: '/api/kcb/xml/qd3176/guiHoSoXml', action: 'door.send', caller: (request) => callerOf(context, request),
    handler: ({ policy, request }) => {
      const account = accountBehind(request);
      const figures = figuresOf(context);
      return inTurnOf(account.facility, figures.parallel, () => withBody(bodyOf(request), bodyLimit(figures.file), account.facility, async (body) => {
        const fields = readFields(request.headers['content-type'], body);
        const files = fields?.lists.get('files');
        if (fields === undefined || files === undefined || files.length === 0) throw new Fault(DOOR_FAULTS.parameter, { what: 'thiếu files' });
        const value = valueIn(fields, request.query);
        const service = value('loaihoso') === CHECK_INS.loaiHoSo ? CHECK_INS : DOSSIERS;
        await checkBeside(context, policy, account, service, value);
        const results: GatewayAnswer[] = [];
        for (const file of files) results.push(await resultOf(async () => {
          const { receipt, notes } = await takeFile(context, policy, account, service, file, figures.file);
          return receiptAnswer(receipt, notes);
        }));
        await noteVisit(db, account.id, request.ip, 'axis');
        const receipts = results.flatMap((one) => (one.maGiaoDich === '' ? [] : [one.maGiaoDich]));
        const batchId = await batchOf(receipts, account.facility);
        const failed = results.length - receipts.length;
        return {
          maKetQua: receipts.length > 0 ? '200' : results[0]?.maKetQua ?? '205', batchId, totalSuccess: receipts.length, totalFailed: failed, thoiGianTiepNhan: momentInVietnam(Date.now()),
          thongDiep: `Nhận ${receipts.length} tệp, không nhận ${failed} tệp.`, dsKetQua: results.map((one, at) => ({ thuTu: at + 1, ...one })),
        };
      }));
    },
  });

  /** One file is its own batch. */
  async function batchOf(receipts: readonly string[], facility: string): Promise<string> {
    if (receipts.length < 2) return receipts[0] ?? '';
    const code = receiptCode(facility, Date.now());
    await db.bookkeeping('door', (tx) => tx.run('insert into door_batch (code, facility, receipts) values ($1, $2, $3)', [code, facility, receipts]));
    return code;
  }

  route(app, {
    method: 'GET', url: '/api/kcb/xml/qd3176/trangThai', action: 'door.read', caller: (request) => callerOf(context, request), query: z.object({ maGiaoDich: z.string().max(40) }),
    handler: ({ policy, input: { query } }) => db.withAccess(policy, { action: 'door.read', target: 'receipt/state' }, async (tx) => {
      const [batch] = await tx.query('select receipts from door_batch where code = $1 and facility = $2', [query.maGiaoDich, policy.facility], batchRow);
      const rows = await tx.query(
        `select r.code, r.received_at, i.status, i.done, i.broken, i.refused from door_receipt r join intake i on i.id = r.intake where r.code = any($1) and r.facility = $2 order by r.received_at, r.code`,
        [batch?.receipts ?? [query.maGiaoDich], policy.facility], stateRow);
      if (rows.length === 0) throw new Fault(DOOR_FAULTS.noReceipt);
      return {
        maKetQua: '200', batchId: query.maGiaoDich, totalSuccess: rows.length, totalFailed: 0,
        dsGiaoDich: rows.map((one) => ({ maGiaoDich: one.code, thoiGianTiepNhan: momentInVietnam(one.received_at.getTime()), trangThai: STATES[one.status], soHoSo: one.done, soHoSoLoi: one.broken + one.refused })),
      };
    }),
  });
}

/** One file that is refused stops no other; what the server itself cannot do ends the call. */
async function resultOf(work: () => Promise<GatewayAnswer>): Promise<GatewayAnswer> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Fault && error.entry.status < 500) return refusal(codeOf(error), wordsOf(error));
    throw error;
  }
}

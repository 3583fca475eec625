import { z } from 'zod';
import type { Context, Room } from '#platform/room';
import { lookForAlerts } from './alerts/job.ts';
import { alertRoutes } from './alerts/routes.ts';
import { makeCheckpoint } from './checkpoint.ts';
import { citizenRoutes } from './citizen.ts';
import { inspectorRoutes } from './inspector.ts';
import { announceKey, openSigner } from './key.ts';
import type { Signer } from './key.ts';
import { sequenceSome } from './sequence.ts';
import { logState } from './state.ts';
import { faultSentence } from './verify/fault.ts';
import { verifyLog } from './verify/verify.ts';
import { handOver, witnessesOf } from './witness.ts';

const DAY = 86_400;
/** Seconds after which events without a number are a fault of the sequencer, not of a long transaction. */
const LATE = 900;

/** Name of this installation's log. */
export function originOf({ settings, installation }: Pick<Context, 'settings' | 'installation'>): string {
  return `yteso/${settings.schema}/${installation.id}`;
}

export async function signerFor(context: Pick<Context, 'settings' | 'installation' | 'db'>): Promise<Signer> {
  const signer = await openSigner(context.settings, originOf(context));
  await context.db.bookkeeping('audit-log', (tx) => announceKey(tx, signer));
  return signer;
}

export const auditRoom: Room = {
  name: 'platform/audit',
  prepare: async ({ db }) => { await db.bookkeeping('audit-log', (tx) => tx.run('select make_audit_months(current_date, 3)')); },
  routes(app, context) {
    citizenRoutes(app, context);
    inspectorRoutes(app, context);
    alertRoutes(app, context);
    context.health.register('audit', async () => {
      const state = await context.db.bookkeeping('audit-log', logState);
      const [alerts] = await context.db.bookkeeping('audit-log', (tx) => tx.query(`select count(*)::int as count from audit_alert where state = 'new'`, [], z.object({ count: z.number() })));
      const trouble = [
        ...(state.verification?.fault ? ['lần kiểm tra gần nhất thấy nhật ký bị sửa'] : []), ...((state.oldest ?? 0) > LATE ? ['sự việc chưa được đánh số'] : []),
        ...state.witnesses.filter((one) => one.outcome === 'conflict' || one.outcome === 'refused').map((one) => `bên giữ mốc ${one.witness} không nhận`),
      ];
      const note = `${state.size} sự việc đã niêm phong, ${state.waiting} đang chờ, ${alerts?.count ?? 0} cảnh báo mới`;
      return trouble.length === 0 ? { state: 'ok', note } : { state: 'degraded', note: `${trouble.join('; ')} (${note})` };
    });
  },
  jobs(context) {
    const { db } = context;
    const witnesses = witnessesOf(context);
    let signer: Promise<Signer> | undefined;
    return [
      { name: 'audit-months', every: DAY, run: async () => { await db.bookkeeping('audit-log', (tx) => tx.run('select make_audit_months(current_date, 3)')); return false; } },
      { name: 'audit-log', every: 2, run: async () => (await sequenceSome(db)).more },
      {
        name: 'audit-checkpoint', every: 60,
        run: async () => {
          signer ??= signerFor(context);
          const made = await makeCheckpoint(db, await signer.catch((error: unknown) => { signer = undefined; throw error; }), Date.now());
          if (made !== undefined) await handOver(db, witnesses, made);
          return false;
        },
      },
      {
        name: 'audit-verify', every: 3600,
        run: async (signal) => {
          const { size, verification } = await db.bookkeeping('audit-log', logState);
          // Once a day, not at every start.
          if (size > 0 && (verification === null || Date.parse(verification.at) < Date.now() - DAY * 1000)) await verifyAndKeep(context, { checkpoints: context.settings.witnessFolder, signal });
          return false;
        },
      },
      { name: 'audit-alerts', every: 300, run: async () => { await lookForAlerts(context); return false; } },
    ];
  },
};

/** Verifies and writes down what came of it. A folder that the second party has not got yet is none. */
export async function verifyAndKeep(context: Pick<Context, 'db'>, options: Parameters<typeof verifyLog>[1]): ReturnType<typeof verifyLog> {
  const result = await verifyLog(context.db, options).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return verifyLog(context.db, { ...options, checkpoints: undefined });
    throw error;
  });
  const [first] = result.faults;
  await context.db.bookkeeping('audit-log', (tx) => tx.run('insert into audit_verification (from_seq, size, seconds, fault) values ($1, $2, $3, $4)',
    [result.from, result.size, result.seconds, first === undefined ? null : faultSentence(first)]));
  return result;
}

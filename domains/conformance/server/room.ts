import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogues } from '#platform/catalogue/server';
import { isDay } from '#platform/catalogue/rules';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context, Room } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { buildHash } from './build.ts';
import { CONFORMANCE_FAULTS } from './faults.ts';
import { judgeFile, nameOf } from './judge.ts';
import { conformancePaper, resultHash } from './paper.ts';
import { countFiles, forgetOld, judgeOf, keepResult, MOST_FILES, ownRun, ownRuns, reportOfRun, startRun, type Run } from './runs.ts';

const idParams = z.object({ id: z.uuid() });
const begin = z.object({ of: z.string().trim().max(200).default(''), asOf: z.string().refine(isDay, 'Cần một ngày yyyyMMdd').optional(), quotes: z.boolean().default(false) });
const fileQuery = z.object({ name: z.string().min(1).max(200) });
/** Most bytes of a file here; larger ones go through the command. */
const LIMIT = 50 * 1024 * 1024;
const LISTED = 50;
const JUDGE = 'Phòng thử chuẩn dữ liệu yteso';
/** Whose key signs. */
const LAB = 'LAB';

const view = (run: Run) => ({ id: run.id, of: run.of_program, asOf: run.as_of, quotes: run.quotes, build: run.build, madeAt: run.created_at.toISOString() });

/** The vendor lab: runs of the caller's own; what was found is kept for some days, files never. */
export const conformanceRoom: Room = {
  name: 'domains/conformance',
  routes,
  jobs: ({ db }) => [{ name: 'conformance-forget', every: 3_600, run: async () => { await db.bookkeeping('conformance', forgetOld); return false; } }],
};

function routes(app: FastifyInstance, context: Context): void {
  const { db } = context;
  route(app, {
    method: 'POST', url: '/api/conformance', action: 'conformance.run', body: begin,
    handler: async ({ policy, input: { body }, reply }) => {
      const made = await db.withAccess(policy, { action: 'conformance.run', target: 'conformance/new' }, (tx) => startRun(tx, policy, { of: body.of, asOf: body.asOf ?? dayInVietnam(Date.now()), quotes: body.quotes, build: buildHash() }));
      return reply.code(201).send(view(made));
    },
  });
  route(app, {
    method: 'GET', url: '/api/conformance', action: 'conformance.run',
    handler: ({ policy }) => db.withAccess(policy, { action: 'conformance.run', target: 'conformance/list' }, async (tx) => ({ items: (await ownRuns(tx, policy, LISTED)).map(view), more: false })),
  });
  route(app, {
    method: 'POST', url: '/api/conformance/:id/files', action: 'conformance.run', params: idParams, query: fileQuery,
    handler: async ({ policy, input, upload }) => {
      const access = { action: 'conformance.run', target: `conformance/${input.params.id}` };
      const run = await db.withAccess(policy, access, async (tx) => {
        const found = await ownRun(tx, policy, input.params.id);
        if (found.build !== buildHash()) throw new Fault(CONFORMANCE_FAULTS.otherBuild);
        if (await countFiles(tx, found) >= MOST_FILES) throw new Fault(CONFORMANCE_FAULTS.full, { most: MOST_FILES });
        return found;
      });
      // Judged while it comes, outside of any transaction; nothing of it is kept but what was found.
      const file = await judgeFile(nameOf(input.query.name), upload(), { judge: judgeOf(run), catalogues: catalogues(context), limit: LIMIT });
      await db.withAccess(policy, access, (tx) => keepResult(tx, run, file));
      return { name: file.name, dossiers: file.dossiers.length, failing: file.dossiers.filter((one) => one.findings.some((each) => each.severity === 'error')).length, unreadable: file.unreadable };
    },
  });
  route(app, {
    method: 'GET', url: '/api/conformance/:id', action: 'conformance.run', params: idParams,
    handler: ({ policy, input }) => db.withAccess(policy, { action: 'conformance.run', target: `conformance/${input.params.id}` }, async (tx) => {
      const run = await ownRun(tx, policy, input.params.id);
      const report = await reportOfRun(tx, context, run);
      return { ...view(run), report, result: resultHash(report) };
    }),
  });
  route(app, {
    method: 'GET', url: '/api/conformance/:id/paper', action: 'conformance.run', params: idParams,
    handler: async ({ policy, input, reply }) => {
      const { run, report } = await db.withAccess(policy, { action: 'conformance.run', target: `conformance/${input.params.id}/paper` }, async (tx) => {
        const found = await ownRun(tx, policy, input.params.id);
        return { run: found, report: await reportOfRun(tx, context, found) };
      });
      const at = new Date();
      const paper = await conformancePaper(report, { of: run.of_program, judgedBy: JUDGE, signer: await context.keys.signerFor(LAB, at), at });
      reply.type('application/pdf').header('content-disposition', `attachment; filename="kiem-tra-chuan-${resultHash(report).slice(0, 12)}.pdf"`);
      return Buffer.from(paper);
    },
  });
}

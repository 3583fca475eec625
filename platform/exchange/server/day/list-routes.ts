import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { catalogues } from '#platform/catalogue/server';
import { owedRule, ruleCode, visitsOf } from '#platform/exchange/rules';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { dayInVietnam, momentInVietnam } from '#platform/time/rules';
import { messageKind } from '../message.ts';
import type { MendBy } from '../settle.ts';
import { fileNameOf, knownToOwn, madeAt } from './brought.ts';
import { destinationName, facilityCode, isOwn } from './guard.ts';
import { MOST_BYTES, facilityFor, readList } from './list-read.ts';
import { takeList } from './list-take.ts';

const query = z.object({
  destination: destinationName, kind: messageKind.default('dossier'), facility: facilityCode.optional(), from: z.iso.date().optional(), to: z.iso.date().optional(), readAt: z.iso.datetime({ offset: true }).optional(),
}).refine((one) => (one.from === undefined) === (one.to === undefined) && (one.from ?? '') <= (one.to ?? ''), { message: 'Cần cả ngày đầu và ngày cuối, theo thứ tự', path: ['to'] });

/** Lines of a preview that are shown. */
const SHOWN = 300;
const MOST_LISTS = 50;
const listRow = z.object({
  id: z.string(), destination: z.string(), kind: z.string(), facility: z.string().nullable(), file_name: z.string(), lines: z.number(), from_day: z.string().nullable(), to_day: z.string().nullable(), read_at: z.date(), taken_at: z.date(),
});

/** Lists that a receiver's portal exports: a preview that writes nothing, the taking, and what was taken. A facility brings its own, the department any. */
export function listRoutes(app: FastifyInstance, context: Context): void {
  const { db, files } = context;

  route(app, {
    method: 'POST', url: '/api/receiver-lists/preview', action: 'receiver-list.create', query,
    async handler({ policy, input, upload }) {
      const facility = facilityFor(policy, input.query.facility);
      const list = await readList(context, upload(), facility);
      const visits = visitsOf(list.lines);
      const known = await knownToOwn(context, policy, facility, `receiver-list/${input.query.destination}`, input.query, visits);
      // What needs somebody is seen first.
      const shown = [...visits.keys()].toSorted((a, b) => Number(visits[b]?.outcome === 'rejected') - Number(visits[a]?.outcome === 'rejected') || Number(known?.has(a) ?? false) - Number(known?.has(b) ?? false)).slice(0, SHOWN);
      const count = (outcome: string): number => visits.filter((one) => one.outcome === outcome).length;
      return {
        columns: list.columns, problems: list.problems.slice(0, SHOWN), foreign: list.foreign,
        // How many of them we know is told to the facility alone: it sees all its visits.
        counts: { lines: list.lines.length, problems: list.problems.length, visits: visits.length, accepted: count('accepted'), rejected: count('rejected'), adjudicated: count('adjudicated'), strangers: known === null ? null : visits.length - known.size },
        items: shown.flatMap((index) => { const one = visits[index]; return one === undefined ? [] : [{
          facility: one.facility, maLk: one.maLk, outcome: one.outcome, receipt: one.receipt, receivedAt: one.receivedAt, answer: one.answer, known: known === null ? null : known.has(index),
          errors: one.errors.map((error) => ({ code: error.code, place: [error.table, error.field].filter((part) => part !== null).join('.'), text: error.text })),
        }]; }), more: visits.length > SHOWN,
      };
    },
  });

  route(app, {
    method: 'POST', url: '/api/receiver-lists', action: 'receiver-list.create', query,
    async handler({ policy, input, upload, request }) {
      const facility = facilityFor(policy, input.query.facility);
      const list = await readList(context, upload(), facility);
      const visits = visitsOf(list.lines);
      // The file itself is evidence: kept first, so that no transaction waits for the disk.
      const { sha256 } = await files.put(Readable.from([list.bytes]), MOST_BYTES);
      const { destination, kind, from, to, readAt } = input.query;
      const read = madeAt(readAt);
      const took = await db.withAccess(policy, { action: 'receiver-list.create', target: `receiver-list/${destination}` }, (tx) => takeList(tx, {
        destination, kind, facility, sha256, fileName: fileNameOf(request), days: from === undefined || to === undefined ? null : { from, to }, readAt: read, by: policy.actor.id,
      }, visits, mendUntil(context, destination, read)));
      return {
        isNew: took.isNew, visits: visits.length, foreign: list.foreign, problems: list.problems.length,
        did: facility !== null && isOwn(policy, facility) ? { settled: took.settled, strangers: took.strangers.length, absent: took.absent, older: took.older } : null,
      };
    },
  });

  route(app, {
    method: 'GET', url: '/api/receiver-lists', action: 'receiver-list.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'receiver-list.read', target: 'receiver-lists' }, async (tx) => {
      // A facility's own lists are its own business: their lengths tell of visits that others may not see.
      const rows = await tx.query(
        `select id, destination, kind, facility, file_name, lines, from_day::text as from_day, to_day::text as to_day, read_at, taken_at from exchange_list
         where ($1::text is not null and facility = $1) or ($1::text is null and taken_by = $2) order by seq desc limit $3`, [policy.role === 'facility' ? policy.facility ?? '' : null, policy.actor.id, MOST_LISTS], listRow);
      return { items: rows.map((one) => ({ id: one.id, destination: one.destination, kind: one.kind, fileName: one.file_name, visits: one.lines, from: one.from_day, to: one.to_day, readAt: one.read_at.toISOString(), takenAt: one.taken_at.toISOString() })), more: rows.length === MOST_LISTS };
    }),
  });
}

/** Until when what a list rejects is to be mended: its clock runs from when the list was read, for portals do not say since when they knew. */
function mendUntil(context: Context, destination: string, read: Date): MendBy {
  return (kind) => owedRule(catalogues(context), ruleCode(destination, kind, `${kind}.rejected`), true, momentInVietnam(read.getTime()).slice(0, 12), dayInVietnam(Date.now()), false);
}

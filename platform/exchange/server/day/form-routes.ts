import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { decimalOf } from '#platform/exchange/rules';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { messageKind } from '../message.ts';
import { fileNameOf, knownToOwn, madeAt } from './brought.ts';
import { formsOf, totalsOf } from './form-kept.ts';
import { readForm } from './form-read.ts';
import { takeForm } from './form-take.ts';
import { destinationName, facilityCode, isOwn } from './guard.ts';
import { facilityFor, MOST_BYTES } from './list-read.ts';

const query = z.object({ destination: destinationName, kind: messageKind.default('dossier'), facility: facilityCode.optional(), readAt: z.iso.datetime({ offset: true }).optional() });

/** Lines of a preview that are shown. */
const SHOWN = 300;

/** Forms with results of adjudication: a preview that writes nothing, the taking, and what was taken. Whoever brings lists brings them. */
export function formRoutes(app: FastifyInstance, context: Context): void {
  const { db, files } = context;

  route(app, {
    method: 'POST', url: '/api/adjudication-forms/preview', action: 'receiver-list.create', query,
    async handler({ policy, input, upload }) {
      const facility = facilityFor(policy, input.query.facility);
      const form = await readForm(context, upload(), facility);
      const known = await knownToOwn(context, policy, facility, 'adjudication-form', input.query, form.visits);
      const lines = form.visits.flatMap((visit, index) => visit.lines.map((line) => ({ line, known: known?.has(index) ?? null })));
      // What costs most is seen first.
      const shown = lines.toSorted((a, b) => Number(a.known ?? true) - Number(b.known ?? true) || Number(b.line.refused - a.line.refused)).slice(0, SHOWN);
      return {
        columns: form.columns, problems: form.problems.slice(0, SHOWN).map(({ line, what }) => ({ line, what })), foreign: form.foreign,
        counts: { visits: form.visits.length, lines: form.sums.lines, broken: form.broken, problems: form.problems.length, strangers: known === null ? null : form.visits.length - known.size },
        claimed: decimalOf(form.sums.claimed), refused: decimalOf(form.sums.refused),
        items: shown.map(({ line, known: isKnown }) => ({
          line: line.line, facility: line.facility, maLk: line.maLk, table: line.table, row: line.row, lineId: line.lineId, item: line.item, claimed: decimalOf(line.claimed), refused: decimalOf(line.refused), reasonCode: line.reasonCode, reason: line.reason, known: isKnown,
        })), more: lines.length > SHOWN,
      };
    },
  });

  route(app, {
    method: 'POST', url: '/api/adjudication-forms', action: 'receiver-list.create', query,
    async handler({ policy, input, upload, request }) {
      const facility = facilityFor(policy, input.query.facility);
      const form = await readForm(context, upload(), facility);
      const { sha256 } = await files.put(Readable.from([form.bytes]), MOST_BYTES);
      const { destination, kind, readAt } = input.query;
      const took = await db.withAccess(policy, { action: 'receiver-list.create', target: `adjudication-form/${destination}` }, (tx) => takeForm(tx, {
        destination, kind, facility, sha256, fileName: fileNameOf(request), madeAt: madeAt(readAt), by: policy.actor.id,
      }, form));
      const own = facility !== null && isOwn(policy, facility);
      return {
        isNew: own ? took.isNew : null, visits: form.visits.length, lines: form.sums.lines, claimed: decimalOf(form.sums.claimed), refused: decimalOf(form.sums.refused), foreign: form.foreign, problems: form.problems.length, broken: form.broken,
        did: own ? { changed: took.changed, strangers: took.strangers, older: took.older } : null,
      };
    },
  });

  route(app, {
    method: 'GET', url: '/api/adjudication-forms', action: 'receiver-list.read',
    handler: ({ policy }) => db.withAccess(policy, { action: 'receiver-list.read', target: 'adjudication-forms' }, async (tx) => {
      const facility = policy.role === 'facility' ? policy.facility : null;
      // A facility's sums are its own business: they count visits that others may not see.
      return { ...await formsOf(tx, facility, policy.actor.id), totals: facility === null ? null : await totalsOf(tx, facility) };
    }),
  });
}

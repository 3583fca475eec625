import type { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { APPROVED_KINDS } from '#platform/catalogue/rules';
import { FAULTS, Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context } from '#platform/room';
import { importApproved, readApprovedLists } from '../approved.ts';
import { CATALOGUE_FAULTS } from '../faults.ts';
import { refresh } from '../refresh.ts';

/** Bytes of one approved catalogue: the largest hospitals have some ten thousand rows. */
const LIMIT = 32 * 1024 * 1024;

const facility = z.string().regex(/^[0-9A-Za-z]{5}$/, 'mã cơ sở gồm 5 ký tự');

/** A facility's own catalogues as the insurer approved them. */
export function approvedRoutes(app: FastifyInstance, context: Context): void {
  const { db } = context;

  route(app, {
    method: 'GET', url: '/api/facilities/:code/approved', action: 'facility-catalogue.read', params: z.object({ code: facility }),
    handler: async ({ policy, input: { params } }) => {
      await checkOwn(context, policy, 'facility-catalogue.read', params.code);
      return db.withAccess(policy, { action: 'facility-catalogue.read', target: `facility-catalogue/${params.code}` }, async (tx) => ({ items: await readApprovedLists(tx, params.code), more: false }));
    },
  });

  route(app, {
    method: 'POST', url: '/api/facilities/:code/approved/:kind', action: 'facility-catalogue.import', params: z.object({ code: facility, kind: z.enum(APPROVED_KINDS) }),
    handler: async ({ policy, input: { params }, request, upload }) => {
      await checkOwn(context, policy, 'facility-catalogue.import', params.code);
      const bytes = await readAll(upload());
      await checkKnown(context, params.code);
      const report = await importApproved(context, policy, { facility: params.code, kind: params.kind, fileName: fileNameOf(request.headers['x-file-name']), bytes });
      if (report.opened + report.closed > 0) await refresh(context);
      return report;
    },
  });
}

async function checkOwn({ db }: Context, policy: Policy, action: string, code: string): Promise<void> {
  if (policy.role !== 'facility' || policy.facility === code) return;
  await db.refuse(policy, { action, target: `facility-catalogue/${code}` });
  throw new Fault(CATALOGUE_FAULTS.otherFacility);
}

async function checkKnown({ db }: Context, code: string): Promise<void> {
  const found = await db.bookkeeping('catalogue', (tx) => tx.run(`select 1 from catalogue_entry where list = 'facility' and code = $1 limit 1`, [code]));
  if (found === 0) throw new Fault(CATALOGUE_FAULTS.unknownFacility, { facility: code });
}

async function readAll(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of stream) {
      const piece = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      bytes += piece.length;
      if (bytes > LIMIT) throw new Fault(FAULTS.tooLarge, { limit: LIMIT });
      chunks.push(piece);
    }
  } catch (error) {
    throw error instanceof Fault ? error : new Fault(FAULTS.cutOff, {}, { cause: error });
  }
  if ('complete' in stream && stream.complete === false) throw new Fault(FAULTS.cutOff);
  return Buffer.concat(chunks);
}

/** Percent-encoded, as it was called at the sender's; without path and control characters. */
function fileNameOf(header: string | string[] | undefined): string {
  try {
    const name = decodeURIComponent(Array.isArray(header) ? header[0] ?? '' : header ?? '');
    return name.split(/[\\/]/).at(-1)?.replace(/\p{C}/gu, '').slice(0, 200) || 'danh-muc.tsv';
  } catch {
    return 'danh-muc.tsv';
  }
}

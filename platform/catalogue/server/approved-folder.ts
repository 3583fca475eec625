import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Policy } from '#platform/access';
import { APPROVED_KINDS } from '#platform/catalogue/rules';
import type { Context } from '#platform/room';
import { importApproved } from './approved.ts';
import { APPROVED_LAYOUTS } from './approved-kinds.ts';

const FACILITY = /^[0-9A-Za-z]{5}$/;

/** Takes over `<folder>/approved/<facility>/<kind>.tsv`; files already taken over (by SHA-256) are skipped. */
export async function importApprovedFolder(context: Pick<Context, 'db' | 'files'>, folder: string, policy: Policy): Promise<{ lists: number; rows: number; remarks: string[] }> {
  const root = join(folder, 'approved');
  const facilities = existsSync(root) ? readdirSync(root).filter((name) => FACILITY.test(name)).sort() : [];
  if (facilities.length === 0) return { lists: 0, rows: 0, remarks: [] };
  const known = await context.db.bookkeeping('catalogue', (tx) =>
    tx.query('select facility, kind, sha256 from approved_list', [], z.object({ facility: z.string(), kind: z.string(), sha256: z.string() })));
  const shaOf = new Map(known.map((one) => [`${one.facility}/${one.kind}`, one.sha256]));
  let lists = 0;
  let rows = 0;
  const remarks: string[] = [];
  for (const facility of facilities) for (const kind of APPROVED_KINDS) {
    const file = join(root, facility, `${kind}.tsv`);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    if (shaOf.get(`${facility}/${kind}`) === createHash('sha256').update(bytes).digest('hex')) continue;
    const report = await importApproved(context, policy, { facility, kind, fileName: `${kind}.tsv`, bytes });
    lists += 1;
    rows += report.rows;
    for (const problem of report.problems.slice(0, 20)) remarks.push(`${facility} ${APPROVED_LAYOUTS[kind].title}, dòng ${problem.line ?? '–'}: ${problem.message}`);
  }
  return { lists, rows, remarks };
}

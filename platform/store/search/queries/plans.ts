import { z } from 'zod';
import { viewIn } from '#platform/access/server';
import type { Tx } from '#platform/db';
import { parseQuery } from '../query.ts';
import { compileSearch } from '../search.ts';
import { filledIn, TWENTY } from './twenty.ts';
import { WANTED } from './wanted.ts';

const node = z.looseObject({ 'Node Type': z.string(), 'Index Name': z.string().optional(), 'Relation Name': z.string().optional(), get Plans() { return z.array(node).optional(); } });
type Node = z.output<typeof node>;
const planRow = z.object({ 'QUERY PLAN': z.array(z.object({ Plan: node })) });

export interface Plan {
  readonly name: string;
  /** Indexes it uses, and relations it reads from end to end (`all of resource`). */
  readonly uses: readonly string[];
  /** The rows are sorted, not read in order. */
  readonly sorts: boolean;
}

/** How PostgreSQL would run the twenty searches on the record at hand. */
export async function plansOf(tx: Tx, values: Readonly<Record<string, string>>): Promise<Plan[]> {
  const plans: Plan[] = [];
  for (const { name, type, query } of TWENTY) {
    const { sql, params } = compileSearch(parseQuery(type, filledIn(query, values)), await viewIn(tx));
    const [row] = await tx.query(`explain (format json) select r.id ${sql}`, params, planRow);
    const nodes = row === undefined ? [] : flat(row['QUERY PLAN'][0]?.Plan);
    plans.push({ name, uses: [...new Set(nodes.flatMap(usedBy))].sort(), sorts: nodes.some((one) => one['Node Type'].includes('Sort')) });
  }
  return plans;
}

/** Where plans differ from what they must be; empty when all are right. */
export function planFaults(plans: readonly Plan[]): string[] {
  return plans.flatMap(({ name, uses, sorts }) => {
    const wanted = WANTED[name];
    if (wanted === undefined) return [`${name}: nothing is said of it`];
    return [
      ...(uses.some((one) => one.startsWith(wanted.through)) ? [] : [`${name}: not through ${wanted.through} but ${uses.join(', ')}`]),
      ...uses.filter((one) => one.startsWith('all of')).map((one) => `${name}: reads ${one}`),
      ...(sorts && wanted.sorts === undefined ? [`${name}: sorts`] : []),
    ];
  });
}

function flat(plan: Node | undefined): Node[] {
  return plan === undefined ? [] : [plan, ...(plan.Plans ?? []).flatMap(flat)];
}

function usedBy(one: Node): string[] {
  if (one['Index Name'] !== undefined) return [one['Index Name']];
  return one['Node Type'] === 'Seq Scan' ? [`all of ${one['Relation Name'] ?? '?'}`] : [];
}

import { z } from 'zod';
import type { Tx } from '#platform/db';
import { movedTo, type NationalResult } from '#domains/person/rules';
import { fieldSchema, stateSchema, STATE_SQL } from './state.ts';

export type Verdict = 'applied' | 'same' | { readonly problem: string };

const row = z.object({
  line: z.string(), patient: z.string(), state: stateSchema.nullable(), current: z.boolean(),
  outcome: z.enum(['match', 'differ']).nullable(), differs: z.array(fieldSchema),
});
type Row = z.output<typeof row>;

/** What becomes of each result, in the order given; those that count are written. The same line twice: the first counts. */
export async function applyResults(tx: Tx, results: readonly NationalResult[]): Promise<Verdict[]> {
  if (results.length === 0) return [];
  const found = await tx.query(
    `select distinct on (s.line) s.line, s.patient, s.outcome, s.differs, ${STATE_SQL} as state, coalesce(n.line = s.line and ${STATE_SQL} = n.state, false) as current
     from person_national_line s join person_patient l on l.patient = s.patient left join person_national n on n.patient = s.patient
     where s.line = any($1::uuid[]) order by s.line, s.answered_at desc nulls last`, [results.map((one) => one.line)], row);
  const known = new Map(found.map((one) => [one.line, one]));
  const counts: { result: NationalResult; patient: string; state: string }[] = [];
  const verdicts = results.map((result): Verdict => {
    const line = known.get(result.line);
    const verdict = verdictOf(result, line);
    if (typeof verdict !== 'string' && 'state' in verdict) {
      counts.push({ result, patient: line?.patient ?? '', state: verdict.state });
      known.set(result.line, { ...verdict.line, outcome: result.outcome, differs: [...result.differs] });
      return 'applied';
    }
    return verdict;
  });
  await write(tx, counts);
  return verdicts;
}

const WORDS = { match: 'khớp', differ: 'sai' } as const;

function verdictOf(result: NationalResult, line: Row | undefined): Verdict | { state: string; line: Row } {
  if (line === undefined) return { problem: 'không có mã dòng này trong các tệp đã gửi' };
  if (line.outcome !== null) {
    return line.outcome === result.outcome && line.differs.join() === result.differs.join() ? 'same' : { problem: `dòng này đã có kết quả khác (${WORDS[line.outcome]}), giữ kết quả đầu` };
  }
  const next = line.current && line.state !== null ? movedTo(line.state, result.outcome) : undefined;
  return next === undefined ? { problem: 'cơ sở đã gửi mô tả mới hơn, kết quả của mô tả cũ không dùng nữa' } : { state: next, line };
}

async function write(tx: Tx, counts: readonly { result: NationalResult; patient: string; state: string }[]): Promise<void> {
  if (counts.length === 0) return;
  const lists = [counts.map((one) => one.result.line), counts.map((one) => one.state), counts.map((one) => one.result.differs.join(' ')), counts.map((one) => one.result.outcome)];
  await tx.run(
    `update person_national n set state = t.state, differs = coalesce(string_to_array(nullif(t.differs, ''), ' '), '{}'), at = clock_timestamp()
     from unnest($1::uuid[], $2::text[], $3::text[]) as t(line, state, differs) where n.line = t.line`, lists.slice(0, 3));
  await tx.run(
    `update person_national_line s set outcome = t.outcome, differs = coalesce(string_to_array(nullif(t.differs, ''), ' '), '{}'), answered_at = clock_timestamp()
     from unnest($1::uuid[], $2::text[], $3::text[]) as t(line, differs, outcome) where s.line = t.line`, [lists[0], lists[2], lists[3]]);
}

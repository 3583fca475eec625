import { Table } from '#platform/ui';
import type { Intake } from '../api.ts';
import { useClaimText } from '../text.ts';

/** What was wrong with the file itself, where, and what to do. */
export function IntakeProblems({ problems }: { problems: Intake['problems'] }) {
  const say = useClaimText();
  if (problems.length === 0) return null;
  return (
    <section className="ye-stack" aria-labelledby="van-de-tep">
      <h2 id="van-de-tep">{say('problems')}</h2>
      <Table label={say('problems')} columns={[say('column.position'), say('problems')]}>
        {problems.map((problem, index) => (
          <tr key={index}><td className="ye-nowrap">{problem.position === null ? say('problem.file') : say('problem.position', { position: problem.position })}</td><td>{problem.message}</td></tr>
        ))}
      </Table>
    </section>
  );
}

import { Panel, Table } from '#platform/ui';
import type { ImportResult } from '../api.ts';
import { useCatalogueText } from '../text.ts';

/** What an import did, and each line that could not be taken. */
export function ImportReport({ kind, result }: { kind: string; result: ImportResult }) {
  const say = useCatalogueText();
  return (
    <div className="ye-stack">
      <Panel kind={result.problems.length > 0 ? 'warning' : 'info'}>{say('import.done', { kind, rows: result.rows, opened: result.opened, closed: result.closed, unchanged: result.unchanged })}</Panel>
      {result.problems.length > 0 ? (
        <Table label={say('import.problems')} maxHeight="360px" columns={[{ title: say('import.line'), number: true }, say('import.message')]}>
          {result.problems.map((problem, index) => <tr key={index}><td className="ye-number">{problem.line ?? '–'}</td><td>{problem.message}</td></tr>)}
        </Table>
      ) : null}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '@mantine/core';
import { Answer, Empty, formatMoment, Page, Table } from '#platform/ui';
import { reportQuery, runsQuery } from './api.ts';
import { JudgeForm } from './JudgeForm.tsx';
import { Report } from './Report.tsx';
import { useLabText } from './text.ts';
import './lab.css';

/** A vendor drops a day's files and reads what is wrong with his program. */
export function LabPage() {
  const say = useLabText();
  const [chosen, setChosen] = useState<string | undefined>();
  return (
    <Page title={say('title')}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <JudgeForm onDone={setChosen} />
        {chosen === undefined ? null : <Chosen id={chosen} />}
        <Runs onOpen={setChosen} />
      </div>
    </Page>
  );
}

function Chosen({ id }: { id: string }) {
  const say = useLabText();
  const report = useQuery(reportQuery(id));
  return <Answer of={report} what={say('report')}>{(found) => <Report report={found} />}</Answer>;
}

function Runs({ onOpen }: { onOpen: (id: string) => void }) {
  const say = useLabText();
  const runs = useQuery(runsQuery);
  return (
    <section className="ye-stack" aria-labelledby="cac-lan-kiem">
      <h2 id="cac-lan-kiem">{say('runs')}</h2>
      <Answer of={runs} what={say('runs')}>{({ items }) => (items.length === 0 ? <Empty title={say('runs.none')}>{say('runs.noneText')}</Empty> : (
        <Table fold label={say('runs')} columns={[say('run'), say('run.of'), '']}>
          {items.map((one) => (
            <tr key={one.id}>
              <td className="ye-nowrap" data-label={say('run')}>{formatMoment(one.madeAt)}</td><td data-label={say('run.of')}>{one.of || say('unnamed')}</td>
              <td><Button size="compact-sm" variant="default" onClick={() => onOpen(one.id)}>{say('run.open')}</Button></td>
            </tr>
          ))}
        </Table>
      ))}</Answer>
    </section>
  );
}

import { Switch } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Counts, Empty, formatMoment, formatMoney, Pager, Table, TextLink } from '#platform/ui';
import { useCodeName } from '#platform/catalogue/web';
import { dossiersQuery, PIECE } from '../api.ts';
import type { DossierLine, Intake } from '../api.ts';
import { useClaimText } from '../text.ts';
import { Outcome } from './Status.tsx';

/** The dossiers of a file as they are read; filled up while the reading goes on. */
export function DossierList({ intake }: { intake: Intake }) {
  const say = useClaimText();
  const [offset, setOffset] = useState(0);
  const [onlyErrors, setOnlyErrors] = useState(false);
  const visitType = useCodeName('MA_LOAI_KCB');
  const lines = useQuery({ ...dossiersQuery(intake.id, offset, intake.done + intake.broken), placeholderData: keepPreviousData });
  return (
    <section className="ye-stack" aria-labelledby="ho-so-trong-tep">
      <div className="ye-row"><h2 id="ho-so-trong-tep">{say('dossiers.title')}</h2><span className="ye-push"><Switch label={say('filter.errors')} checked={onlyErrors} onChange={(event) => setOnlyErrors(event.currentTarget.checked)} /></span></div>
      <Answer of={lines} what={say('dossiers.what')}>{({ items, more }) => (items.length === 0 ? <Empty title={say('dossiers.empty')}>{say('dossiers.emptyText')}</Empty> : (
        <>
          <Table fold label={say('dossiers.title')} columns={[{ title: say('column.position'), number: true }, say('column.maLk'), say('column.patient'), say('column.visit'), say('column.outcome'), say('column.findings'), { title: say('column.total'), number: true }, { title: say('column.fund'), number: true }]}>
            {items.filter((line) => !onlyErrors || line.findings.error > 0 || line.outcome === 'broken' || line.outcome === 'refused').map((line) => <Line key={line.position} line={line} visitType={visitType} />)}
          </Table>
          <Pager offset={offset} step={PIECE} count={items.length} more={more} onChange={setOffset} />
        </>
      ))}</Answer>
    </section>
  );
}

function Line({ line, visitType }: { line: DossierLine; visitType: (code: string) => string }) {
  const say = useClaimText();
  return (
    <tr>
      <td className="ye-number" data-label={say('column.position')}>{line.position}</td>
      <td>{line.withheld ? <span className="ye-row" style={{ gap: 6 }}><IconLock size={16} aria-hidden />{say('line.withheld')}</span> : line.id === null ? line.maLk ?? '–' : <TextLink className="ye-id" to="/ho-so/$id" params={{ id: line.id }}>{line.maLk ?? line.id}</TextLink>}</td>
      <td>{line.patient ? <span className="ye-name">{line.patient}</span> : ''}</td>
      <td>{line.visitType ? <div>{visitType(line.visitType)}</div> : null}<span className="ye-small ye-nowrap">{line.arrival ? formatMoment(line.arrival) : ''}{line.arrival ? ` – ${line.discharge ? formatMoment(line.discharge) : say('visit.open')}` : ''}</span></td>
      <td><Outcome line={line} /></td>
      <td>{line.outcome === 'broken' ? '' : <Counts of={line.findings} />}</td>
      <td className="ye-number" data-label={say('column.total')}>{formatMoney(line.total ?? '')}</td>
      <td className="ye-number" data-label={say('column.fund')}>{formatMoney(line.fund ?? '')}</td>
    </tr>
  );
}

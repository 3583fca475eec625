import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, facilityWords, formatBorn, formatMoment, Pager, Sex, Table, TextLink } from '#platform/ui';
import { differingQuery, STEP } from './api.ts';
import type { Differing } from './api.ts';
import { NationalDecision } from './NationalDecision.tsx';
import { NationalMark } from './NationalMark.tsx';
import { useNationalText } from './text.ts';

/** Descriptions that differ from the population database, and in what. */
export function DifferingList() {
  const say = useNationalText();
  const [offset, setOffset] = useState(0);
  const found = useQuery({ ...differingQuery(offset), placeholderData: keepPreviousData });
  return (
    <section className="ye-stack" aria-labelledby="sai-khac">
      <h2 id="sai-khac">{say('differing')}</h2>
      <Answer of={found} what={say('differing')}>{({ items, more }) => (items.length === 0 && offset === 0 ? <Empty title={say('differing.none')}>{say('differing.noneText')}</Empty> : (
        <>
          <Table fold label={say('differing')} columns={[say('col.person'), say('col.born'), say('col.sex'), say('col.citizenId'), say('col.facility'), say('col.differs'), say('col.at'), say('col.do')]}>
            {items.map((one) => <Row key={one.patient} one={one} />)}
          </Table>
          <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={setOffset} />
        </>
      ))}</Answer>
    </section>
  );
}

function Row({ one }: { one: Differing }) {
  const say = useNationalText();
  const differs = (field: string) => (one.differs.includes(field) ? 'ye-strong' : undefined);
  return (
    <tr>
      <td><TextLink className={differs('name')} to="/nguoi-dan/$id" params={{ id: one.person }}>{one.name}</TextLink></td>
      <td data-label={say('col.born')} className={differs('born')}>{formatBorn(one.born ?? '')}</td><td data-label={say('col.sex')} className={differs('sex')}><Sex sex={one.sex ?? ''} /></td>
      <td data-label={say('col.citizenId')} className={differs('citizenId')}>{one.citizenId}</td><td data-label={say('col.facility')}>{facilityWords(one.facility)}</td>
      <td data-label={say('col.differs')}><NationalMark of={one} /></td><td data-label={say('col.at')} className="ye-nowrap">{formatMoment(one.at)}</td>
      <td><NationalDecision patient={one.patient} of={{ state: one.state, why: null }} /></td>
    </tr>
  );
}

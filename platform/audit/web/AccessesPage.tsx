import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, ButtonLink, Empty, FaultPanel, formatMoment, Mark, Page, Pager, Table } from '#platform/ui';
import { myAccessesQuery, myProof, STEP } from './api.ts';
import type { MyAccess } from './api.ts';
import { handOut } from './hand-out.ts';
import { useAuditText } from './text.ts';
import { useTrailWord } from './words.ts';

/** *Ai đã xem hồ sơ của tôi*: for a citizen, about himself. */
export function AccessesPage() {
  const say = useAuditText();
  const [offset, setOffset] = useState(0);
  const accesses = useQuery({ ...myAccessesQuery(offset), placeholderData: keepPreviousData });
  return (
    <Page title={say('mine.title')} actions={<ButtonLink variant="default" to="/xac-minh">{say('mine.verify')}</ButtonLink>}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('mine.lead')}</p>
        <Answer of={accesses} what={say('mine.list')}>{({ items, more }) => (items.length === 0 && offset === 0 ? <Empty title={say('mine.empty')}>{say('mine.emptyText')}</Empty> : (
          <>
            <Table fold label={say('mine.list')} columns={[say('column.at'), say('column.who'), say('column.what'), say('column.why'), say('mine.proof')]}>
              {items.map((one, at) => <AccessRow key={one.seq ?? `${one.at} ${at}`} access={one} />)}
            </Table>
            <Pager offset={offset} step={STEP} count={items.length} more={more} onChange={setOffset} />
            <p className="ye-small ye-quiet">{say('mine.accountHint')} {say('mine.how')}</p>
          </>
        ))}</Answer>
      </div>
    </Page>
  );
}

function AccessRow({ access }: { access: MyAccess }) {
  const say = useAuditText();
  const word = useTrailWord();
  return (
    <tr>
      <td data-label={say('column.at')} className="ye-figures">{formatMoment(access.at)}</td>
      <td data-label={say('column.who')}>
        <div className="ye-strong">{access.unit === null ? word('role', access.role) : say('mine.by', { role: word('role', access.role), unit: access.unit.name })}</div>
        {access.name === null ? null : <div>{say('mine.name', { name: access.name })}</div>}
        {access.account === null ? null : <div className="ye-small ye-quiet ye-code">{access.account}</div>}
        {access.program === null ? null : <div className="ye-small ye-quiet">{say('mine.through', { program: access.program })}</div>}
      </td>
      <td data-label={say('column.what')}>{word('action', access.action)}</td>
      <td data-label={say('column.why')}>
        {access.purpose === 'break-glass' ? <Mark tone="warning">{word('purpose', access.purpose)}</Mark> : word('purpose', access.purpose)}
        {access.basis === null ? null : <div className="ye-small ye-quiet">{say('basis', { basis: access.basis })}</div>}
      </td>
      <td data-label={say('mine.proof')}><Proof access={access} /></td>
    </tr>
  );
}

function Proof({ access: { seq, sealed, at } }: { access: MyAccess }) {
  const say = useAuditText();
  const take = useMutation({ mutationFn: async (place: number) => { handOut(`nhat-ky-${place}.json`, await myProof(place)); } });
  if (seq === null || !sealed) return <span className="ye-small ye-quiet">{say('mine.waiting')}</span>;
  return (
    <>
      <Button size="compact-md" variant="default" loading={take.isPending} aria-label={say('mine.proofOf', { at: formatMoment(at) })} onClick={() => take.mutate(seq)}>{say('mine.proof')}</Button>
      {take.error === null ? null : <FaultPanel error={take.error} />}
    </>
  );
}

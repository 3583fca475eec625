import { Button, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { Answer, DayInput, Empty, FaultPanel, facilityWords, formatDay, Page, Table } from '#platform/ui';
import { useConfirmed } from '../useConfirmed.tsx';
import { AccountTabs } from './AccountTabs.tsx';
import { addMerger, mergersQuery, undoMerger } from './api.ts';
import { useAccountsText } from './text.ts';

/** Facilities that go on under another code. */
export function MergersPage() {
  const say = useAccountsText();
  const client = useQueryClient();
  const list = useQuery(mergersQuery);
  const [old, setOld] = useState('');
  const [next, setNext] = useState('');
  const [from, setFrom] = useState('');
  const changed = () => { setOld(''); setNext(''); setFrom(''); void client.invalidateQueries({ queryKey: mergersQuery.queryKey }); };
  const add = useConfirmed(addMerger, changed);
  const undo = useConfirmed(undoMerger, changed);
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); add.run({ old: old.trim(), new: next.trim(), from }); };
  const error = add.error ?? undo.error;
  return (
    <Page title={say('mergers')}>
      <AccountTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('mergers.lead')}</p>
        <form className="ye-row" style={{ alignItems: 'flex-end' }} onSubmit={submit} noValidate>
          <TextInput label={say('mergers.old')} value={old} maxLength={10} w={140} onChange={(event) => setOld(event.currentTarget.value)} />
          <TextInput label={say('mergers.new')} value={next} maxLength={10} w={140} onChange={(event) => setNext(event.currentTarget.value)} />
          <DayInput label={say('mergers.from')} value={from} onChange={setFrom} />
          <Button type="submit" disabled={add.pending || old.trim() === '' || next.trim() === '' || from === ''}>{say('mergers.add')}</Button>
        </form>
        {error ? <FaultPanel error={error} /> : null}
        <Answer of={list}>{({ items }) => (items.length === 0 ? <Empty title={say('mergers.none')} /> : (
          <Table fold label={say('mergers')} columns={[say('mergers.old'), say('mergers.new'), say('mergers.from'), say('action')]}>
            {items.map((one) => (
              <tr key={`${one.old?.code} ${one.new?.code}`}>
                <td data-label={say('mergers.old')}>{one.old ? facilityWords(one.old) : ''}</td><td data-label={say('mergers.new')}>{one.new ? facilityWords(one.new) : ''}</td><td data-label={say('mergers.from')}>{formatDay(one.from)}</td>
                <td><Button size="compact-md" variant="default" onClick={() => undo.run({ old: one.old?.code ?? '', next: one.new?.code ?? '' })} aria-label={`${say('mergers.undo')}: ${one.old?.code ?? ''} → ${one.new?.code ?? ''}`}>{say('mergers.undo')}</Button></td>
              </tr>
            ))}
          </Table>
        ))}</Answer>
      </div>
      {add.dialog}{undo.dialog}
    </Page>
  );
}

import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, FaultPanel, formatMoment, Page, Table, TextLink, useDelayed, useUiText } from '#platform/ui';
import { meQuery } from '../api.ts';
import { may } from '../may.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { accountsQuery, changeState, STATES } from './api.ts';
import type { AccountRow, State } from './api.ts';
import { AccountTabs } from './AccountTabs.tsx';
import { InviteDialog } from './InviteDialog.tsx';
import { AccountMarks, RoleWords } from './marks.tsx';
import { useAccountsText } from './text.ts';

/** Every account: find, invite, review. */
export function AccountsPage() {
  const say = useAccountsText();
  const ui = useUiText();
  const me = useQuery(meQuery);
  const [term, setTerm] = useState('');
  const [state, setState] = useState<State>('all');
  const [after, setAfter] = useState<readonly string[]>([]);
  const [inviting, setInviting] = useState(false);
  const list = useQuery(accountsQuery(useDelayed(term), state, after.at(-1)));
  const mayChange = may(me.data, 'account.create');
  return (
    <Page title={say('title')} actions={mayChange ? <Button onClick={() => setInviting(true)}>{say('invite')}</Button> : null}>
      {mayChange ? <AccountTabs /> : null}
      <div className="ye-stack">
        <p className="ye-quiet">{say(state === 'review' ? 'reviewText' : 'lead')}</p>
        <div className="ye-row" style={{ alignItems: 'flex-end' }}>
          <TextInput label={say('search')} value={term} w={340} maw="100%" maxLength={100} onChange={(event) => { setTerm(event.currentTarget.value); setAfter([]); }} />
          <div className="ye-slide"><SegmentedControl aria-label={say('state')} value={state} data={STATES.map((value) => ({ value, label: say(`state.${value}`) }))} onChange={(value) => { setState(STATES.find((each) => each === value) ?? 'all'); setAfter([]); }} /></div>
        </div>
        <Answer of={list} what={say('what')}>{({ items, more }) => (
          <>
            {items.length === 0 ? <Empty title={say('none')}>{say('noneText')}</Empty> : <Rows items={items} state={state} me={me.data?.id} mayChange={mayChange} />}
            <div className="ye-row">
              {after.length > 0 ? <Button variant="default" onClick={() => setAfter(after.slice(0, -1))}>{ui('previous')}</Button> : null}
              {more ? <Button variant="default" onClick={() => setAfter([...after, items.at(-1)?.user ?? ''])}>{ui('next')}</Button> : null}
            </div>
          </>
        )}</Answer>
      </div>
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </Page>
  );
}

const CLOSED = ['open'] as const;
const REVIEWED = ['review', 'close'] as const;

function Rows({ items, state, me, mayChange }: { items: readonly AccountRow[]; state: State; me: string | undefined; mayChange: boolean }) {
  const say = useAccountsText();
  const client = useQueryClient();
  const work = useConfirmed(changeState, () => { void client.invalidateQueries({ queryKey: ['accounts'] }); });
  const act = mayChange && state !== 'all' && state !== 'invited';
  return (
    <>
      {work.error ? <FaultPanel error={work.error} /> : null}
      <Table fold label={say('title')} columns={[say('name'), say('roles'), say('seen'), say('second'), ...(act ? [say('action')] : [])]}>
        {items.map((one) => (
          <tr key={one.id}>
            <td><TextLink to="/tai-khoan/$id" params={{ id: one.id }}>{one.displayName}</TextLink><div className="ye-code ye-quiet">{one.user}</div><AccountMarks of={one} /></td>
            <td data-label={say('roles')}><RoleWords roles={one.roles} /></td>
            <td data-label={say('seen')}>{one.invited ? '' : formatMoment(one.lastSeenAt)}</td>
            <td data-label={say('second')}>{say(one.second ? 'second.yes' : 'second.no')}</td>
            {act ? (
              <td><div className="ye-row">
                {one.id === me ? null : (state === 'closed' ? CLOSED : REVIEWED).map((to) => (
                  <Button key={to} size="compact-md" variant="default" disabled={work.pending} onClick={() => work.run({ id: one.id, to })} aria-label={`${say(to === 'review' ? 'keep' : to)}: ${one.displayName}`}>{say(to === 'review' ? 'keep' : to)}</Button>
                ))}
              </div></td>
            ) : null}
          </tr>
        ))}
      </Table>
      {work.dialog}
    </>
  );
}

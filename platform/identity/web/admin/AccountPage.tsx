import { Button } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, FaultPanel, formatMoment, Page, Panel, Table, TextLink } from '#platform/ui';
import { meQuery } from '../api.ts';
import { may } from '../may.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { accountQuery, changeState, endSessions, inviteAgain } from './api.ts';
import type { AccountDetail, Invitation } from './api.ts';
import { InvitationCard } from './InvitationCard.tsx';
import { AccountMarks } from './marks.tsx';
import { Roles } from './Roles.tsx';
import { useAccountsText } from './text.ts';

const here = getRouteApi('/trong/tai-khoan/$id');

/** One account: its work by date, where it is signed in, inviting again, closing. */
export function AccountPage() {
  const say = useAccountsText();
  const { id } = here.useParams();
  const found = useQuery(accountQuery(id));
  return (
    <Page title={say('account', { user: found.data?.user ?? '' })} path={[<TextLink key="list" to="/tai-khoan">{say('title')}</TextLink>]}>
      <Answer of={found} what={say('what')}>{(account) => <Detail account={account} />}</Answer>
    </Page>
  );
}

function Detail({ account }: { account: AccountDetail }) {
  const say = useAccountsText();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const [code, setCode] = useState<Invitation | null>(null);
  const changed = () => { void client.invalidateQueries({ queryKey: ['account', account.id] }); void client.invalidateQueries({ queryKey: ['accounts'] }); };
  const state = useConfirmed(changeState, changed);
  const invite = useConfirmed(inviteAgain, (made) => { setCode(made); changed(); });
  const end = useConfirmed(endSessions, changed);
  const mayChange = may(me.data, 'account.close') && me.data?.id !== account.id;
  const error = state.error ?? invite.error ?? end.error;
  return (
    <div className="ye-stack">
      <section className="ye-card ye-stack">
        <div className="ye-row"><h2>{account.displayName}</h2><AccountMarks of={account} /></div>
        <dl className="ye-facts">
          <div><dt>{say('user')}</dt><dd className="ye-code">{account.user}</dd></div><div><dt>{say('seen')}</dt><dd>{account.invited ? '–' : formatMoment(account.lastSeenAt)}</dd></div>
          <div><dt>{say('second')}</dt><dd>{say(account.second ? 'second.yes' : 'second.no')}</dd></div><div><dt>{say('reviewed')}</dt><dd>{account.reviewedAt === null ? say('never') : formatMoment(account.reviewedAt)}</dd></div>
        </dl>
        {mayChange ? (
          <>
            <div className="ye-row">
              {account.active ? <><Button variant="default" onClick={() => state.run({ id: account.id, to: 'review' })}>{say('keep')}</Button><Button variant="default" onClick={() => invite.run({ id: account.id, reset: !account.invited })}>{say(account.invited ? 'invite.again' : 'invite.reset')}</Button><Button variant="default" color="red" onClick={() => state.run({ id: account.id, to: 'close' })}>{say('close')}</Button></>
                : <Button variant="default" onClick={() => state.run({ id: account.id, to: 'open' })}>{say('open')}</Button>}
            </div>
            {account.active && !account.invited ? <p className="ye-small ye-quiet">{say('resetText')}</p> : null}
          </>
        ) : null}
        {error ? <FaultPanel error={error} /> : null}
        {code ? <InvitationCard of={code} /> : null}
      </section>
      <Roles account={account} mayChange={mayChange} onChanged={changed} />
      <section className="ye-card ye-stack">
        <div className="ye-row"><h2>{say('sessions')}</h2>{mayChange && account.sessions.length > 0 ? <Button className="ye-push" size="compact-md" variant="default" onClick={() => end.run(account.id)}>{say('sessions.end')}</Button> : null}</div>
        {account.sessions.length === 0 ? <Panel kind="info">{say('sessions.none')}</Panel> : (
          <Table fold label={say('sessions')} columns={[say('sessions'), say('seen')]}>{account.sessions.map((one) => <tr key={one.id}><td>{one.agent}, {one.address}{one.station === null ? '' : `, ${one.station}`}</td><td data-label={say('seen')}>{formatMoment(one.seen)}</td></tr>)}</Table>
        )}
      </section>
      {state.dialog}{invite.dialog}{end.dialog}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { Answer, Empty, Page, Table, TextLink, today } from '#platform/ui';
import { AccountForm } from './AccountForm.tsx';
import { accountsQuery, modesQuery } from './api.ts';
import { connectedOf } from './facilities.ts';
import type { Connected } from './facilities.ts';
import { FacilityRow } from './FacilityRow.tsx';
import { ModeForm } from './ModeForm.tsx';
import { useDoorText } from './text.ts';

/** *Cơ sở liên thông*: who sends for each facility, and whose program comes in. */
export function ConnectedPage() {
  const say = useDoorText();
  const me = useQuery(meQuery);
  const accounts = useQuery(accountsQuery);
  const modes = useQuery(modesQuery);
  const [adding, setAdding] = useState(false);
  const [changing, setChanging] = useState<Connected | 'other' | null>(null);
  const mayChange = (one: Connected): boolean => may(me.data, 'exchange.mode') && (me.data?.role === 'admin' || me.data?.facility?.code === one.facility.code);
  return (
    <Page title={say('title')} path={[<TextLink key="lien-thong" to="/lien-thong">{say('exchange')}</TextLink>]} actions={may(me.data, 'door-account.create') ? <><Button variant="default" onClick={() => setChanging('other')}>{say('modeOther')}</Button><Button onClick={() => setAdding(true)}>{say('new')}</Button></> : null}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <Answer of={accounts} what={say('what')}>{(known) => (
          <Answer of={modes} what={say('what')}>{(set) => {
            const facilities = connectedOf(known, set, me.data?.facility ?? null, today());
            return facilities.length === 0 ? <Empty title={say('empty')}>{say(may(me.data, 'door-account.create') ? 'emptyText' : 'emptyOthers')}</Empty> : (
              <Table fold label={say('title')} columns={[say('column.facility'), say('column.modes'), say('column.account'), say('column.last')]}>
                {facilities.map((one) => <FacilityRow key={one.facility.code} connected={one} mayKeep={may(me.data, 'door-account.update')} {...(mayChange(one) ? { onMode: () => setChanging(one) } : {})} />)}
              </Table>
            );
          }}</Answer>
        )}</Answer>
      </div>
      {adding ? <AccountForm onClose={() => setAdding(false)} /> : null}
      {changing && modes.data ? <ModeForm connected={changing === 'other' ? null : changing} destinations={modes.data.destinations} onClose={() => setChanging(null)} /> : null}
    </Page>
  );
}

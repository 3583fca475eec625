import { Button, Modal } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may, meQuery, useConfirmed } from '#platform/identity/web';
import { dayOf, FaultPanel, formatDay, useUiText } from '#platform/ui';
import { closeGatewayAccount, gatewayAccountsQuery } from './api.ts';
import { GatewayAccountForm } from './GatewayAccountForm.tsx';
import { useInsurerText } from './text.ts';

/** As whom this server calls the insurer's gateway for a facility. */
export function GatewayAccountLine({ facility }: { facility: { readonly code: string; readonly name: string } }) {
  const say = useInsurerText();
  const ui = useUiText();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const accounts = useQuery(gatewayAccountsQuery);
  const [doing, setDoing] = useState<'set' | 'close' | null>(null);
  const again = () => { setDoing(null); void client.invalidateQueries({ queryKey: gatewayAccountsQuery.queryKey }); };
  const close = useConfirmed(closeGatewayAccount, again);
  if (accounts.data === undefined) return null;
  const account = accounts.data.find((one) => one.facility.code === facility.code);
  return (
    <div className="ye-stack" style={{ gap: 4 }}>
      <div className="ye-small ye-quiet">{say('account')}</div>
      {account === undefined ? <span className="ye-small">{say(me.data?.demonstration === true ? 'accountDemo' : 'accountNone')}</span> : (
        <div><strong className="ye-code">{account.username}</strong> <span className="ye-small ye-quiet">{say('accountSince', { day: formatDay(dayOf(account.setAt)) })}{account.validTo === null ? '' : ` ${say('accountUntil', { day: formatDay(account.validTo) })}`}</span></div>
      )}
      {may(me.data, 'gateway-account.set') ? (
        <div className="ye-row" style={{ gap: 6 }}>
          <Button size="compact-sm" variant="default" onClick={() => setDoing('set')}>{say(account === undefined ? 'accountSet' : 'accountChange')}</Button>
          {account === undefined ? null : <Button size="compact-sm" variant="default" onClick={() => setDoing('close')}>{say('accountClose')}</Button>}
        </div>
      ) : null}
      {doing === 'set' ? <GatewayAccountForm facility={facility} onClose={() => setDoing(null)} onDone={again} /> : null}
      {doing === 'close' && account !== undefined ? (
        <Modal opened onClose={() => setDoing(null)} title={say('closeTitle')} closeButtonProps={{ 'aria-label': ui('close') }}>
          <div className="ye-stack"><p>{say('closeText')}</p>{close.error ? <FaultPanel error={close.error} /> : null}<Button color="red" disabled={close.pending} onClick={() => close.run(account.id)}>{say('accountClose')}</Button></div>
        </Modal>
      ) : null}
      {close.dialog}
    </div>
  );
}

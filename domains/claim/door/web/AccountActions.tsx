import { Button, Modal, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useConfirmed } from '#platform/identity/web';
import { FaultPanel, useUiText } from '#platform/ui';
import { accountsQuery, closeAccount, renewPassword, setAddresses } from './api.ts';
import type { DoorAccount, Secret } from './api.ts';
import { addressesIn } from './facilities.ts';
import { SecretCard } from './SecretCard.tsx';
import { useDoorText } from './text.ts';

type Doing = 'renew' | 'edit' | 'close';

/** New password, addresses, closing; each in a dialog that says what will be. */
export function AccountActions({ account }: { account: DoorAccount }) {
  const say = useDoorText();
  const ui = useUiText();
  const client = useQueryClient();
  const [doing, setDoing] = useState<Doing | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const [text, setText] = useState('');
  const again = () => { void client.invalidateQueries({ queryKey: accountsQuery.queryKey }); };
  const leave = () => { setDoing(null); setSecret(null); };
  const renew = useConfirmed(renewPassword, (made) => { setSecret(made); again(); });
  const edit = useConfirmed(setAddresses, () => { again(); leave(); });
  const close = useConfirmed(closeAccount, () => { again(); leave(); });
  const begin = (what: Doing) => () => { setText(account.addresses.join('\n')); setDoing(what); };
  const titles = { renew: say('renewTitle'), edit: say('editTitle', { username: account.username }), close: say('closeTitle') } as const;
  const error = renew.error ?? edit.error ?? close.error;
  return (
    <div className="ye-row" style={{ gap: 6 }}>
      <Button size="compact-sm" variant="default" onClick={begin('renew')}>{say('renew')}</Button>
      <Button size="compact-sm" variant="default" onClick={begin('edit')}>{say('edit')}</Button>
      <Button size="compact-sm" variant="default" onClick={begin('close')}>{say('close')}</Button>
      {doing === null ? null : (
        <Modal opened onClose={leave} title={titles[doing]} closeButtonProps={{ 'aria-label': ui('close') }}>
          <div className="ye-stack">
            {doing === 'renew' ? (secret ? <SecretCard of={secret} /> : <><p>{say('renewText', { username: account.username })}</p><Button disabled={renew.pending} onClick={() => renew.run(account.id)}>{say('renew')}</Button></>) : null}
            {doing === 'edit' ? <><Textarea label={say('addresses')} description={say('addressesHint')} rows={4} value={text} onChange={(event) => setText(event.currentTarget.value)} /><Button disabled={edit.pending || addressesIn(text).length === 0} onClick={() => edit.run({ id: account.id, addresses: addressesIn(text) })}>{say('save')}</Button></> : null}
            {doing === 'close' ? <><p>{say('closeText', { username: account.username })}</p><Button color="red" disabled={close.pending} onClick={() => close.run(account.id)}>{say('closeYes')}</Button></> : null}
            {error ? <FaultPanel error={error} /> : null}
          </div>
        </Modal>
      )}
      {renew.dialog}{edit.dialog}{close.dialog}
    </div>
  );
}

import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useConfirmed } from '#platform/identity/web';
import { DayInput, FaultPanel, useUiText } from '#platform/ui';
import { accountsQuery, createAccount } from './api.ts';
import type { Secret } from './api.ts';
import { addressesIn } from './facilities.ts';
import { SecretCard } from './SecretCard.tsx';
import { useDoorText } from './text.ts';

/** A new account; the answer is its password. */
export function AccountForm({ onClose }: { onClose: () => void }) {
  const say = useDoorText();
  const ui = useUiText();
  const client = useQueryClient();
  const [facility, setFacility] = useState('');
  const [username, setUsername] = useState('');
  const [addresses, setAddresses] = useState('');
  const [validTo, setValidTo] = useState('');
  const [tried, setTried] = useState(false);
  const [secret, setSecret] = useState<Secret | null>(null);
  const work = useConfirmed(createAccount, (made) => { setSecret(made); void client.invalidateQueries({ queryKey: accountsQuery.queryKey }); });
  const name = username.trim() === '' && facility.trim() !== '' ? `${facility.trim()}_BV` : username.trim();
  const missing = (value: string) => (tried && value.trim() === '' ? say('missing') : null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (name !== '' && addressesIn(addresses).length > 0) work.run({ facility: facility.trim(), username: name, addresses: addressesIn(addresses), validTo: validTo === '' ? null : validTo });
  };
  return (
    <Modal opened onClose={onClose} title={say('newTitle')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      {secret ? <div className="ye-stack"><SecretCard of={secret} /><Button variant="default" onClick={onClose}>{ui('close')}</Button></div> : (
        <form className="ye-stack" onSubmit={submit} noValidate>
          <TextInput label={say('facilityCode')} description={say('facilityHint')} required maxLength={5} autoComplete="off" data-autofocus value={facility} error={missing(facility)} onChange={(event) => setFacility(event.currentTarget.value)} />
          <TextInput label={say('username')} description={say('usernameHint')} maxLength={40} autoComplete="off" autoCapitalize="none" placeholder={facility.trim() === '' ? '' : `${facility.trim()}_BV`} value={username} onChange={(event) => setUsername(event.currentTarget.value)} />
          <Textarea label={say('addresses')} description={say('addressesHint')} required rows={3} value={addresses} error={missing(addresses)} onChange={(event) => setAddresses(event.currentTarget.value)} />
          <DayInput label={say('validTo')} description={say('validToHint')} value={validTo} onChange={setValidTo} />
          {work.error ? <FaultPanel error={work.error} /> : null}
          <Button type="submit" disabled={work.pending}>{say('create')}</Button>
        </form>
      )}
      {work.dialog}
    </Modal>
  );
}

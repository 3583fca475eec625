import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useConfirmed } from '#platform/identity/web';
import { DayInput, FaultPanel, facilityWords, useUiText } from '#platform/ui';
import { setGatewayAccount } from './api.ts';
import { useInsurerText } from './text.ts';

export function GatewayAccountForm({ facility, onClose, onDone }: { facility: { readonly code: string; readonly name: string }; onClose: () => void; onDone: () => void }) {
  const say = useInsurerText();
  const ui = useUiText();
  const [username, setUsername] = useState(`${facility.code}_BV`);
  const [password, setPassword] = useState('');
  const [staffName, setStaffName] = useState('');
  const [staffNumber, setStaffNumber] = useState('');
  const [validTo, setValidTo] = useState('');
  const [tried, setTried] = useState(false);
  const work = useConfirmed(setGatewayAccount, onDone);
  const missing = (value: string) => (tried && value.trim() === '' ? say('missing') : null);
  const both = staffName.trim() !== '' || staffNumber.trim() !== '';
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (username.trim() === '' || password === '' || (both && (staffName.trim() === '' || staffNumber.trim() === ''))) return;
    work.run({ facility: facility.code, username: username.trim(), password, staff: both ? { name: staffName.trim(), number: staffNumber.trim() } : null, validTo: validTo === '' ? null : validTo });
  };
  return (
    <Modal opened onClose={onClose} title={say('accountTitle', { facility: facilityWords(facility) })} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="ye-stack" onSubmit={submit} noValidate>
        <p>{say('accountText')}</p>
        <TextInput label={say('username')} required maxLength={40} autoComplete="off" autoCapitalize="none" value={username} error={missing(username)} onChange={(event) => setUsername(event.currentTarget.value)} />
        <PasswordInput label={say('password')} required maxLength={200} autoComplete="off" value={password} error={missing(password)} onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }} />
        <TextInput label={say('staffName')} description={say('staffHint')} maxLength={100} autoComplete="off" value={staffName} error={both ? missing(staffName) : null} onChange={(event) => setStaffName(event.currentTarget.value)} />
        <TextInput label={say('staffNumber')} maxLength={12} inputMode="numeric" autoComplete="off" value={staffNumber} error={both ? missing(staffNumber) : null} onChange={(event) => setStaffNumber(event.currentTarget.value)} />
        <DayInput label={say('validTo')} value={validTo} onChange={setValidTo} />
        {work.error ? <FaultPanel error={work.error} /> : null}
        <Button type="submit" disabled={work.pending}>{say('save')}</Button>
      </form>
      {work.dialog}
    </Modal>
  );
}

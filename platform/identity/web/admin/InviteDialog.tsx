import { Button, Modal, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, useUiText } from '#platform/ui';
import { useConfirmed } from '../useConfirmed.tsx';
import { inviteAccount } from './api.ts';
import type { Invitation } from './api.ts';
import { InvitationCard } from './InvitationCard.tsx';
import { EMPTY_ROLE, RoleFields, roleOf } from './RoleFields.tsx';
import { useAccountsText } from './text.ts';

/** A new account with its first role; the answer is the code to hand over. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const say = useAccountsText();
  const ui = useUiText();
  const client = useQueryClient();
  const [user, setUser] = useState('');
  const [displayName, setName] = useState('');
  const [draft, setDraft] = useState(EMPTY_ROLE);
  const [made, setMade] = useState<Invitation | null>(null);
  const work = useConfirmed(inviteAccount, (invitation) => { setMade(invitation); void client.invalidateQueries({ queryKey: ['accounts'] }); });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); work.run({ ...roleOf(draft), user: user.trim(), displayName: displayName.trim() }); };
  return (
    <Modal opened onClose={onClose} title={say('invite')} closeButtonProps={{ 'aria-label': ui('close') }}>
      {made ? <div className="ye-stack"><InvitationCard of={made} /><Button variant="default" onClick={onClose}>{ui('close')}</Button></div> : (
        <form className="ye-stack" onSubmit={submit} noValidate>
          <TextInput label={say('name')} value={displayName} maxLength={120} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
          <TextInput label={say('user')} value={user} maxLength={40} autoCapitalize="none" autoComplete="off" onChange={(event) => setUser(event.currentTarget.value)} />
          <RoleFields draft={draft} onChange={setDraft} />
          {work.error ? <FaultPanel error={work.error} /> : null}
          <Button type="submit" disabled={work.pending || user.trim() === '' || displayName.trim() === ''}>{say('invite.submit')}</Button>
        </form>
      )}
      {work.dialog}
    </Modal>
  );
}

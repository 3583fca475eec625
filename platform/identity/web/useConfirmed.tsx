import { Button, Modal, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactNode, SubmitEvent } from 'react';
import { ApiFault, FaultPanel, Panel, useUiText } from '#platform/ui';
import { confirmByCode, confirmByPasskey, meQuery } from './api.ts';
import { askPasskey, passkeysPossible } from './passkey.ts';
import { useIdentityText } from './text.ts';

const ASKS: readonly string[] = ['identity.confirm-needed', 'access.confirm-first'];

/** Whether the server wants to be sure once more. */
export function needsConfirming(error: unknown): boolean {
  return error instanceof ApiFault && ASKS.includes(error.code);
}

/**
 * Work that may need a confirmation: when the server asks for one, a dialog does, and the work is done again by itself.
 * @returns `run`, its state, and the dialog to put on the page
 */
export function useConfirmed<I, O>(work: (input: I) => Promise<O>, onDone: (result: O) => void): { run: (input: I) => void; pending: boolean; error: Error | null; dialog: ReactNode } {
  const [waiting, setWaiting] = useState<{ input: I } | null>(null);
  const mutation = useMutation({ mutationFn: work, onSuccess: onDone, onError: (error, input) => { if (needsConfirming(error)) setWaiting({ input }); } });
  return {
    run: (input) => mutation.mutate(input), pending: mutation.isPending, error: needsConfirming(mutation.error) ? null : mutation.error,
    dialog: waiting ? <ConfirmDialog onClose={() => setWaiting(null)} onDone={() => { const { input } = waiting; setWaiting(null); mutation.mutate(input); }} /> : null,
  };
}

function ConfirmDialog({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const say = useIdentityText();
  const ui = useUiText();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const done = () => { void client.invalidateQueries({ queryKey: meQuery.queryKey }); onDone(); };
  const byCode = useMutation({ mutationFn: () => confirmByCode({ password, ...(code === '' ? {} : { code: code.replace(/\s/g, '') }) }), onSuccess: done });
  const byKey = useMutation({ mutationFn: async () => confirmByPasskey(await askPasskey('/session/confirm/options')), onSuccess: done });
  const submit = (event: SubmitEvent<HTMLFormElement>) => { event.preventDefault(); if (password !== '') byCode.mutate(); };
  const hasSecond = me.data?.hasSecond === true;
  return (
    <Modal opened onClose={onClose} title={say('confirm.title')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="ye-stack" onSubmit={submit} noValidate>
        <p>{say('confirm.text')}</p>
        {!hasSecond && me.data?.demonstration ? <Panel kind="info">{say('confirm.demo')}</Panel> : null}
        <PasswordInput label={say('password')} value={password} autoComplete="current-password" data-autofocus onChange={(event) => setPassword(event.currentTarget.value)} visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }} />
        {hasSecond ? <TextInput label={say('second.code')} value={code} inputMode="numeric" autoComplete="one-time-code" onChange={(event) => setCode(event.currentTarget.value)} /> : null}
        {byCode.error ? <FaultPanel error={byCode.error} /> : null}
        <Button type="submit" disabled={byCode.isPending || password === ''}>{say('confirm.submit')}</Button>
        {hasSecond && passkeysPossible() ? <Button variant="default" disabled={byKey.isPending} onClick={() => byKey.mutate()}>{say('second.passkey')}</Button> : null}
        {byKey.error ? (byKey.error instanceof ApiFault ? <FaultPanel error={byKey.error} /> : <Panel kind="warning">{say('passkey.stopped')}</Panel>) : null}
      </form>
    </Modal>
  );
}

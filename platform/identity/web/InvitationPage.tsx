import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, Page, TextLink } from '#platform/ui';
import { acceptInvitation, readInvitation } from './api.ts';
import { Frame } from './Frame.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useIdentityText } from './text.ts';
import { useEntered } from './useEntered.ts';

/** Takes up an invitation. A link carries its code behind the `#`, which no server ever sees. */
export function InvitationPage() {
  const say = useIdentityText();
  const router = useRouter();
  const entered = useEntered();
  const [code, setCode] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const read = useMutation({ mutationFn: () => readInvitation(code.trim()) });
  const accept = useMutation({ mutationFn: () => acceptInvitation(code.trim(), password), onSuccess: (me) => { entered(me); void router.navigate({ to: '/tai-khoan-cua-toi' }); } });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (!read.data) read.mutate();
    else if (password === again) accept.mutate();
  };
  return (
    <Frame>
      <Page title={say('invitation.title')}>
        <form className="ye-stack" onSubmit={submit} noValidate>
          {read.data ? (
            <>
              <p className="ye-strong">{say('invitation.for', { account: read.data.account, name: read.data.displayName })}</p>
              <NewPassword min={read.data.passwordMin} value={password} again={again} onChange={setPassword} onAgain={setAgain} />
            </>
          ) : <TextInput label={say('invitation.code')} description={say('invitation.codeHint')} value={code} autoComplete="off" autoCapitalize="none" onChange={(event) => setCode(event.currentTarget.value)} />}
          {read.error ? <FaultPanel error={read.error} /> : null}
          {accept.error ? <FaultPanel error={accept.error} /> : null}
          <Button type="submit" disabled={read.isPending || accept.isPending || code.trim().length < 8 || (read.data !== undefined && (password === '' || password !== again))}>{say(read.data ? 'invitation.submit' : 'invitation.read')}</Button>
        </form>
        <p style={{ marginTop: 12 }}><TextLink to="/dang-nhap">{say('toSignIn')}</TextLink></p>
      </Page>
    </Frame>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, Page, TextLink } from '#platform/ui';
import { resetPassword } from './api.ts';
import { Frame } from './Frame.tsx';
import { NewPassword } from './NewPassword.tsx';
import { useIdentityText } from './text.ts';
import { useEntered } from './useEntered.ts';

/** The server says how long it must be; this is what it asks when the password stands alone. */
const MIN = 14;

/** A new password without anybody's help: recovery code and app. */
export function ResetPage() {
  const say = useIdentityText();
  const router = useRouter();
  const entered = useEntered();
  const [account, setAccount] = useState('');
  const [recovery, setRecovery] = useState('');
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const work = useMutation({ mutationFn: () => resetPassword({ account: account.trim(), recovery, code: code.replace(/\s/g, ''), password }), onSuccess: (me) => { entered(me); void router.navigate({ to: '/' }); } });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (password === again) work.mutate();
  };
  return (
    <Frame>
      <Page title={say('reset.title')}>
        <p className="ye-small ye-quiet">{say('reset.text')}</p>
        <form className="ye-stack" onSubmit={submit} noValidate>
          <TextInput label={say('account')} autoComplete="username" autoCapitalize="none" value={account} onChange={(event) => setAccount(event.currentTarget.value)} />
          <TextInput label={say('second.recovery')} value={recovery} autoComplete="off" onChange={(event) => setRecovery(event.currentTarget.value)} />
          <TextInput label={say('second.code')} value={code} inputMode="numeric" autoComplete="one-time-code" onChange={(event) => setCode(event.currentTarget.value)} />
          <NewPassword min={MIN} value={password} again={again} onChange={setPassword} onAgain={setAgain} />
          {work.error ? <FaultPanel error={work.error} /> : null}
          <Button type="submit" disabled={work.isPending || account.trim() === '' || password === '' || password !== again}>{say('reset.submit')}</Button>
        </form>
        <p style={{ marginTop: 12 }}><TextLink to="/dang-nhap">{say('toSignIn')}</TextLink></p>
      </Page>
    </Frame>
  );
}

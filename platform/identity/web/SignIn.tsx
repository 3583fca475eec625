import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, forgetAll, Page, Panel } from '#platform/ui';
import { changesHands, demoQuery, meQuery, signIn } from './api.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { useIdentityText } from './text.ts';
import './sign-in.css';

/** @param ended the session ran out, so say that nothing is lost */
export function SignIn({ ended, onDone }: { ended: boolean; onDone: () => void }) {
  const say = useIdentityText();
  const client = useQueryClient();
  const demo = useQuery(demoQuery);
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const enter = useMutation({
    mutationFn: () => signIn(account.trim(), password),
    onSuccess: (me) => {
      if (changesHands(me.account)) {
        client.clear();
        forgetAll();
      }
      client.setQueryData(meQuery.queryKey, me);
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (account.trim() !== '' && password !== '') enter.mutate();
  };
  return (
    <main id="noi-dung" className="ye-sign-in">
      <div className="ye-sign-in-name"><strong>yteso</strong><span>{say('lead')}</span></div>
      <div className="ye-card">
        <Page title={say('title')}>
          {ended ? <Panel kind="info">{say('ended')}</Panel> : null}
          <form className="ye-stack" onSubmit={submit} noValidate>
            <TextInput label={say('account')} name="account" autoComplete="username" autoCapitalize="none" value={account} onChange={(event) => setAccount(event.currentTarget.value)}
              error={tried && account.trim() === '' ? say('accountMissing') : null} />
            <PasswordInput label={say('password')} name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)}
              error={tried && password === '' ? say('passwordMissing') : null} visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }} />
            {enter.error ? <FaultPanel error={enter.error} /> : null}
            <Button type="submit" disabled={enter.isPending}>{enter.isPending ? say('busy') : say('submit')}</Button>
          </form>
        </Page>
      </div>
      {demo.data?.demonstration ? <DemoAccounts accounts={demo.data.accounts} onChoose={(chosen) => { setAccount(chosen.account); setPassword(chosen.password); }} /> : null}
    </main>
  );
}

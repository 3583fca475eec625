import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { ApiFault, FaultPanel, Page, Panel, TextLink } from '#platform/ui';
import { demoQuery, finishByPasskey, signIn, stationQuery } from './api.ts';
import type { Me, Second } from './api.ts';
import { DemoAccounts } from './DemoAccounts.tsx';
import { Frame } from './Frame.tsx';
import { askPasskey, passkeysPossible } from './passkey.ts';
import { SecondStep } from './SecondStep.tsx';
import { SwitchPeople } from './switch/SwitchPeople.tsx';
import { useIdentityText } from './text.ts';
import { useEntered } from './useEntered.ts';

/** @param ended the session ran out, so say that nothing is lost */
export function SignIn({ ended, onDone }: { ended: boolean; onDone: () => void }) {
  const say = useIdentityText();
  const demo = useQuery(demoQuery);
  const station = useQuery(stationQuery);
  const entered = useEntered();
  const [account, setAccount] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const [second, setSecond] = useState<Second | null>(null);
  const done = (me: Me) => { entered(me); onDone(); };
  const enter = useMutation({ mutationFn: () => signIn(account.trim(), password), onSuccess: (answer) => { if ('next' in answer) setSecond(answer); else done(answer); } });
  const byKey = useMutation({ mutationFn: async () => finishByPasskey(await askPasskey('/session/passkey/options')), onSuccess: done });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (account.trim() !== '' && password !== '') enter.mutate();
  };
  if (second) return <Frame><SecondStep second={second} onDone={done} onBack={() => { setSecond(null); setPassword(''); }} /></Frame>;
  const shared = station.data?.station && station.data.people.some((one) => one.pin) ? station.data : null;
  return (
    <Frame below={(
      <>
        {shared ? <section className="ye-card"><h2>{say('switch.title')}</h2><SwitchPeople station={shared} onDone={done} /></section> : null}
        {demo.data?.demonstration ? <DemoAccounts accounts={demo.data.accounts} onChoose={(chosen) => { setAccount(chosen.account); setPassword(chosen.password); }} /> : null}
      </>
    )}>
      <Page title={say('title')}>
        {ended ? <Panel kind="info">{say('ended')}</Panel> : null}
        <form className="ye-stack" onSubmit={submit} noValidate>
          <TextInput label={say('account')} name="account" autoComplete="username webauthn" autoCapitalize="none" value={account} onChange={(event) => setAccount(event.currentTarget.value)}
            error={tried && account.trim() === '' ? say('accountMissing') : null} />
          <PasswordInput label={say('password')} name="password" autoComplete="current-password" value={password} onChange={(event) => setPassword(event.currentTarget.value)}
            error={tried && password === '' ? say('passwordMissing') : null} visibilityToggleButtonProps={{ 'aria-label': say('showPassword') }} />
          {enter.error ? <FaultPanel error={enter.error} /> : null}
          <Button type="submit" disabled={enter.isPending}>{enter.isPending ? say('busy') : say('submit')}</Button>
          {passkeysPossible() ? <Button variant="default" disabled={byKey.isPending} onClick={() => byKey.mutate()}>{say('passkey.enter')}</Button> : null}
          {byKey.error ? (byKey.error instanceof ApiFault ? <FaultPanel error={byKey.error} /> : <Panel kind="warning">{say('passkey.stopped')}</Panel>) : null}
        </form>
        <p className="ye-row ye-small" style={{ marginTop: 12 }}><TextLink to="/quen-mat-khau">{say('forgot')}</TextLink><TextLink to="/loi-moi">{say('invited')}</TextLink></p>
      </Page>
    </Frame>
  );
}

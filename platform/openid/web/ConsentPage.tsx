import { Button, Checkbox } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { Answer, FaultPanel, Page, Panel } from '#platform/ui';
import { detailsQuery, giveConsent, refuse } from './api.ts';
import type { Details } from './api.ts';
import { PatientPicker } from './PatientPicker.tsx';
import { useOpenidText } from './text.ts';
import { useScopeWords } from './words.ts';

/** Before a program gets anything: who asks, for what, about whom, for how long; single parts can be left out. */
export function ConsentPage() {
  const say = useOpenidText();
  const uid = useParams({ strict: false }).uid ?? '';
  const asked = useQuery(detailsQuery(uid));
  return (
    <main id="noi-dung" className="ye-main" style={{ maxWidth: 640, margin: '0 auto' }}>
      <Page title={say('consent.title')}><Answer of={asked} what={say('consent.what')}>{(details) => <Decision uid={uid} asked={details} />}</Answer></Page>
    </main>
  );
}

function Decision({ uid, asked }: { uid: string; asked: Details }) {
  const say = useOpenidText();
  const wordsOf = useScopeWords();
  const [ticked, setTicked] = useState<readonly string[]>(asked.scopes.map((one) => one.word));
  const [person, setPerson] = useState<string | undefined>();
  const [tried, setTried] = useState(false);
  const leave = ({ to }: { to: string }) => { window.location.assign(to); };
  const allow = useMutation({ mutationFn: () => giveConsent(uid, ticked, person), onSuccess: leave });
  const no = useMutation({ mutationFn: () => refuse(uid), onSuccess: leave });
  const nothing = asked.scopes.length > 0 && ticked.length === 0;
  const nobody = asked.choosesPatient && person === undefined;
  const going = allow.isPending || allow.isSuccess || no.isPending || no.isSuccess;
  const submit = () => {
    setTried(true);
    if (!nothing && !nobody) allow.mutate();
  };
  return (
    <div className="ye-stack">
      <p>{say('consent.lead', { name: asked.program.name, owner: asked.program.owner, account: asked.account })}</p>
      <p className="ye-quiet ye-small">{say('consent.address', { address: asked.program.address })}</p>
      {asked.patient === null ? null : <p><span className="ye-quiet">{say('consent.patient')}: </span><strong>{asked.patient}</strong></p>}
      {asked.choosesPatient ? <div className="ye-card"><PatientPicker chosen={person} onChoose={setPerson} error={tried && nobody ? say('consent.noPatient') : null} /></div> : null}
      {asked.scopes.length === 0 ? null : (
        <div className="ye-card">
          <Checkbox.Group label={say('consent.data')} value={[...ticked]} onChange={setTicked} error={tried && nothing ? say('consent.none') : null}>
            <div className="ye-stack" style={{ marginTop: 8 }}>{asked.scopes.map((one) => <Checkbox key={one.word} value={one.word} label={wordsOf(one)} />)}</div>
          </Checkbox.Group>
        </div>
      )}
      {asked.who ? <p className="ye-small">{say('consent.who')}</p> : null}
      <Panel kind="info">{say(`lasts.${asked.lasts}`)}</Panel>
      {allow.error ?? no.error ? <FaultPanel error={allow.error ?? no.error} /> : null}
      <div className="ye-row">
        <Button onClick={submit} disabled={going}>{going ? say('consent.busy') : say('consent.allow')}</Button>
        <Button variant="default" onClick={() => no.mutate()} disabled={going}>{say('consent.refuse')}</Button>
      </div>
    </div>
  );
}

import { Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, Panel } from '#platform/ui';
import { programsQuery, registerProgram } from '../api.ts';
import type { Program } from '../api.ts';
import { useOpenidText } from '../text.ts';
import { readKeys } from './keys.ts';

const KINDS = ['public', 'confidential', 'backend'] as const;

export function ProgramForm() {
  const say = useOpenidText();
  const client = useQueryClient();
  const [name, setName] = useState('');
  const [owner, setOwner] = useState('');
  const [kind, setKind] = useState<Program['kind']>('public');
  const [redirect, setRedirect] = useState('');
  const [launchUri, setLaunchUri] = useState('');
  const [scopes, setScopes] = useState('patient/*.rs');
  const [keys, setKeys] = useState('');
  const [facility, setFacility] = useState('');
  const [tried, setTried] = useState(false);
  const backend = kind === 'backend';
  const read = readKeys(kind === 'public' ? '' : keys);
  const save = useMutation({
    mutationFn: () => registerProgram({
      name: name.trim(), owner: owner.trim(), kind, method: kind === 'public' ? 'none' : 'private_key_jwt', redirectUris: backend ? [] : redirect.split(/\s+/).filter((one) => one !== ''),
      launchUri: backend || launchUri.trim() === '' ? null : launchUri.trim(), jwks: read?.jwks ?? null, jwksUri: read?.uri ?? null, scopes: scopes.replaceAll(',', ' ').trim(), facility: backend && facility.trim() !== '' ? facility.trim() : null,
    }),
    onSuccess: () => client.invalidateQueries({ queryKey: programsQuery.queryKey }),
  });
  const missing = (value: string) => (tried && value.trim() === '' ? say('form.missing') : null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() !== '' && owner.trim() !== '' && scopes.trim() !== '' && read !== undefined && (backend || redirect.trim() !== '') && (kind === 'public' || keys.trim() !== '')) save.mutate();
  };
  if (save.data) return <Panel kind="info"><span className="ye-code">{say('form.done', { id: save.data.id })}</span></Panel>;
  return (
    <form className="ye-stack" onSubmit={submit} noValidate>
      <TextInput label={say('form.name')} required value={name} onChange={(event) => setName(event.currentTarget.value)} error={missing(name)} />
      <TextInput label={say('form.owner')} required value={owner} onChange={(event) => setOwner(event.currentTarget.value)} error={missing(owner)} />
      <Select label={say('form.kind')} value={kind} allowDeselect={false} data={KINDS.map((one) => ({ value: one, label: say(`kind.${one}`) }))} onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'public')} />
      {backend ? <TextInput label={say('form.facility')} value={facility} onChange={(event) => setFacility(event.currentTarget.value)} /> : (
        <>
          <Textarea label={say('form.redirect')} required rows={2} value={redirect} onChange={(event) => setRedirect(event.currentTarget.value)} error={missing(redirect)} />
          <TextInput label={say('form.launch')} value={launchUri} onChange={(event) => setLaunchUri(event.currentTarget.value)} />
        </>
      )}
      <Textarea label={say('form.scopes')} description={say('form.scopesHint')} required rows={2} value={scopes} onChange={(event) => setScopes(event.currentTarget.value)} error={missing(scopes)} />
      {kind === 'public' ? null : <Textarea label={say('form.jwks')} required rows={4} value={keys} onChange={(event) => setKeys(event.currentTarget.value)} error={missing(keys) ?? (tried && read === undefined ? say('form.jwksWrong') : null)} />}
      {save.error ? <FaultPanel error={save.error} /> : null}
      <Button type="submit" disabled={save.isPending}>{save.isPending ? say('form.saving') : say('form.save')}</Button>
    </form>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { DayInput, FaultPanel, today } from '#platform/ui';
import { closeRow } from '../api.ts';
import { useCatalogueText } from '../text.ts';

const SHORTEST = 5;

/** Ends the open row of a code. */
export function CloseForm({ list, code, onDone }: { list: string; code: string; onDone: () => void }) {
  const say = useCatalogueText();
  const client = useQueryClient();
  const [validTo, setValidTo] = useState(today);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => closeRow(list, code, { validTo, reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['catalogues'] });
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (validTo !== '' && reason.trim().length >= SHORTEST) save.mutate();
  };
  return (
    <form className="ye-stack" onSubmit={submit} noValidate>
      <p className="ye-small ye-quiet">{say('close.text')}</p>
      <DayInput label={say('validTo')} required value={validTo} onChange={setValidTo} />
      <Textarea label={say('reason')} description={say('reason.hint')} required rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim().length < SHORTEST ? say('reason.missing') : null} />
      {save.error ? <FaultPanel error={save.error} /> : null}
      <Button type="submit" disabled={save.isPending}>{save.isPending ? say('saving') : say('save')}</Button>
    </form>
  );
}

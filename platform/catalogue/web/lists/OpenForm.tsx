import { Button, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { DayInput, FaultPanel, today } from '#platform/ui';
import { openRow } from '../api.ts';
import type { CodeEntry } from '../api.ts';
import { useCatalogueText } from '../text.ts';
import { parseAttributes, writeAttributes } from '../versions.ts';

const SHORTEST = 5;

/** A new row for a code; the open one is closed the day before. Starts from what the last row says. */
export function OpenForm({ list, code, from, onDone }: { list: string; code: string; from: CodeEntry | undefined; onDone: () => void }) {
  const say = useCatalogueText();
  const client = useQueryClient();
  const [display, setDisplay] = useState(from?.display ?? '');
  const [validFrom, setValidFrom] = useState(today);
  const [attributes, setAttributes] = useState(writeAttributes(from?.attributes ?? {}));
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const parsed = parseAttributes(attributes);
  const save = useMutation({
    mutationFn: () => openRow(list, code, { display: display.trim(), validFrom, attributes: parsed.attributes, reason: reason.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['catalogues'] });
      onDone();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (display.trim() !== '' && validFrom !== '' && reason.trim().length >= SHORTEST && parsed.wrong === null) save.mutate();
  };
  return (
    <form className="ye-stack" onSubmit={submit} noValidate>
      <p className="ye-small ye-quiet">{say('open.text')}</p>
      <TextInput label={say('display')} required value={display} onChange={(event) => setDisplay(event.currentTarget.value)} error={tried && display.trim() === '' ? say('display.missing') : null} />
      <DayInput label={say('validFrom')} required value={validFrom} onChange={setValidFrom} />
      <Textarea label={say('attributes')} description={say('attributes.hint')} rows={4} value={attributes} onChange={(event) => setAttributes(event.currentTarget.value)} error={tried && parsed.wrong !== null ? say('attributes.wrong', { line: parsed.wrong }) : null} />
      <Textarea label={say('reason')} description={say('reason.hint')} required rows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} error={tried && reason.trim().length < SHORTEST ? say('reason.missing') : null} />
      {save.error ? <FaultPanel error={save.error} /> : null}
      <Button type="submit" disabled={save.isPending}>{save.isPending ? say('saving') : say('save')}</Button>
    </form>
  );
}

import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { FaultPanel } from '#platform/ui';
import { sendResults } from './api.ts';
import { ReceivedPanel } from './ReceivedPanel.tsx';
import { useNationalText } from './text.ts';

/** Takes in the file that came back. */
export function ReceiveCard() {
  const say = useNationalText();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const take = useMutation({ mutationFn: sendResults, onSuccess: () => client.invalidateQueries({ queryKey: ['person-national'] }) });
  return (
    <section className="ye-card ye-stack" aria-labelledby="nap-ket-qua">
      <h2 id="nap-ket-qua">{say('receive.title')}</h2>
      <p>{say('receive.text')}</p>
      <div><Button variant="default" leftSection={<IconFileImport size={18} aria-hidden />} disabled={take.isPending} onClick={() => input.current?.click()}>{say(take.isPending ? 'receiving' : 'receive')}</Button></div>
      <input ref={input} type="file" accept=".csv,text/csv" hidden aria-label={say('receive.input')} tabIndex={-1}
        onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) take.mutate(file); event.currentTarget.value = ''; }} />
      {take.error ? <FaultPanel error={take.error} /> : null}
      {take.data && !take.isPending ? <ReceivedPanel received={take.data} /> : null}
    </section>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { FaultPanel } from '#platform/ui';
import { ReasonForm } from '../ReasonForm.tsx';
import { sayVerified } from './api.ts';
import type { Standing } from './api.ts';
import { useNationalText } from './text.ts';

/** What a clerk may say of a description that differs, and the way back. */
export function NationalDecision({ patient, of: standing }: { patient: string; of: Pick<Standing, 'state' | 'why'> }) {
  const say = useNationalText();
  const client = useQueryClient();
  const me = useQuery(meQuery);
  const [open, setOpen] = useState(false);
  const decide = useMutation({
    mutationFn: ({ event, why }: { event: 'confirm' | 'withdraw'; why: string }) => sayVerified(patient, event, why),
    onSuccess: async () => {
      setOpen(false);
      await Promise.all([client.invalidateQueries({ queryKey: ['person-national'] }), client.invalidateQueries({ queryKey: ['people'] })]);
    },
  });
  if (!may(me.data, 'person-national.decide')) return null;
  if (standing.state === 'verified' && standing.why !== null) return <Button size="compact-sm" variant="default" disabled={decide.isPending} onClick={() => decide.mutate({ event: 'withdraw', why: '' })}>{say('withdraw')}</Button>;
  if (standing.state !== 'differs' && standing.state !== 'corrected') return null;
  return open
    ? <ReasonForm draft={`national ${patient}`} label={say('confirm.why')} example={say('confirm.example')} submit={say('confirm.save')} isBusy={decide.isPending} error={decide.error} onSubmit={(why) => decide.mutate({ event: 'confirm', why })} onClose={() => setOpen(false)} />
    : <><Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>{say('confirm')}</Button>{decide.error ? <FaultPanel error={decide.error} /> : null}</>;
}

import { Button, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, useDraft, useUiText } from '#platform/ui';
import { markSeen } from '../api.ts';
import type { FindingView } from '../api.ts';
import { useClaimText } from '../text.ts';
import { spotKey } from './grouping.ts';

const SHORTEST = 5;

/** "Đã xem, vẫn đúng", with the reason. What was typed stays until it is kept. */
export function SeenForm({ finding, dossier, onClose }: { finding: FindingView; dossier: string; onClose: () => void }) {
  const say = useClaimText();
  const ui = useUiText();
  const client = useQueryClient();
  const [reason, setReason, clear] = useDraft(`seen ${dossier} ${finding.rule} ${spotKey(finding)}`);
  const [tried, setTried] = useState(false);
  const save = useMutation({
    mutationFn: () => markSeen(dossier, finding, reason.trim()),
    onSuccess: async () => {
      clear();
      await client.invalidateQueries({ queryKey: ['dossiers'] });
      onClose();
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (reason.trim().length >= SHORTEST) save.mutate();
  };
  return (
    <form className="ye-stack" onSubmit={submit} noValidate>
      <Textarea label={say('seen.reason')} placeholder={say('seen.placeholder')} value={reason} onChange={(event) => setReason(event.currentTarget.value)} rows={2} autoFocus
        error={tried && reason.trim().length < SHORTEST ? say('seen.missing') : null} />
      {save.error ? <FaultPanel error={save.error} /> : null}
      <div className="ye-row"><Button type="submit" size="compact-md" disabled={save.isPending}>{save.isPending ? say('seen.saving') : say('seen.save')}</Button><Button size="compact-md" variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
    </form>
  );
}

import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, useDraft, useUiText } from '#platform/ui';
import { usePersonText } from './text.ts';

const SHORTEST = 5;

interface ReasonFormProps {
  /** Name of the draft: what was typed stays until it is kept. */
  readonly draft: string;
  readonly label: string;
  readonly example: string;
  readonly submit: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  readonly onSubmit: (why: string) => void;
  readonly onClose: () => void;
}

/** A short reason, asked for where the work is. */
export function ReasonForm({ draft, label, example, submit, isBusy, error, onSubmit, onClose }: ReasonFormProps) {
  const say = usePersonText();
  const ui = useUiText();
  const [why, setWhy] = useDraft(draft);
  const [tried, setTried] = useState(false);
  const done = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (why.trim().length >= SHORTEST) onSubmit(why.trim());
  };
  return (
    <form className="ye-reason" onSubmit={done} noValidate>
      <TextInput label={label} placeholder={example} value={why} maxLength={500} autoFocus autoComplete="off" onChange={(event) => setWhy(event.currentTarget.value)} error={tried && why.trim().length < SHORTEST ? say('reason.missing') : null} />
      {error ? <FaultPanel error={error} /> : null}
      <div className="ye-row"><Button type="submit" size="compact-md" disabled={isBusy}>{submit}</Button><Button size="compact-md" variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
    </form>
  );
}

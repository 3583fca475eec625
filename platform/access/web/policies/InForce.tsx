import { Button, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { useConfirmed } from '#platform/identity/web';
import { DayInput, today, useUiText } from '#platform/ui';
import { policiesQuery, putInForce } from '../api.ts';
import { useAccessText } from '../text.ts';
import { Problems } from './Problems.tsx';

/** As the server asks. */
const SHORTEST = 10;

/** From which day, and why; asked once more who one is. */
export function InForce({ text, onClose, onDone }: { text: string; onClose: () => void; onDone: () => void }) {
  const say = useAccessText();
  const ui = useUiText();
  const client = useQueryClient();
  const [from, setFrom] = useState(today());
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const put = useConfirmed(putInForce, () => { onDone(); void client.invalidateQueries({ queryKey: policiesQuery.queryKey }); });
  const short = reason.trim().length < SHORTEST;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!short) put.run({ text, from, reason: reason.trim() });
  };
  return (
    <>
      <form className="ye-stack" onSubmit={submit} noValidate aria-label={say('put')}>
        <div className="ye-in-force">
          <DayInput label={say('put.from')} value={from} required onChange={setFrom} />
          <TextInput label={say('column.reason')} placeholder={say('put.example')} value={reason} maxLength={500} onChange={(event) => setReason(event.currentTarget.value)} error={tried && short ? say('reasonShort') : null} />
        </div>
        <p className="ye-small ye-quiet">{say('put.text')}</p>
        <Problems error={put.error} />
        <div className="ye-row"><Button type="submit" loading={put.pending}>{say('put.submit')}</Button><Button variant="default" onClick={onClose}>{ui('cancel')}</Button></div>
      </form>
      {put.dialog}
    </>
  );
}

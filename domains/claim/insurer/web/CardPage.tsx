import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { DayInput, FaultPanel, Page } from '#platform/ui';
import { laterQuery, lookUp } from './api.ts';
import { CopaymentCard } from './CopaymentCard.tsx';
import { LaterList } from './LaterList.tsx';
import { ReadingCard } from './ReadingCard.tsx';
import { useInsurerText } from './text.ts';

const NUMBER = /^([A-Z]{2}\d{13}|\d{10}|\d{12})$/u;
const plain = (text: string): string => text.replace(/[\s.-]/gu, '').toUpperCase();

/** *Tra thẻ BHYT*: one card, and those that the gateway could not tell when they were asked. Nothing of it stands in the address. */
export function CardPage() {
  const say = useInsurerText();
  const client = useQueryClient();
  const [number, setNumber] = useState('');
  const [name, setName] = useState('');
  const [born, setBorn] = useState('');
  const [tried, setTried] = useState(false);
  const work = useMutation({ mutationFn: lookUp, onSettled: () => client.invalidateQueries({ queryKey: laterQuery.queryKey }) });
  const wrong = plain(number) === '' ? say('missing') : NUMBER.test(plain(number)) ? null : say('numberWrong');
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (wrong === null && name.trim() !== '' && born !== '') work.mutate({ number: plain(number), name: name.trim(), born });
  };
  return (
    <Page title={say('title')}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('lead')}</p>
        <form className="ye-card ye-stack" aria-label={say('form')} onSubmit={submit} noValidate>
          <TextInput label={say('number')} description={say('numberHint')} required autoComplete="off" autoCapitalize="characters" maxLength={25} value={number} error={tried ? wrong : null} onChange={(event) => setNumber(event.currentTarget.value)} />
          <TextInput label={say('name')} required autoComplete="off" maxLength={100} value={name} error={tried && name.trim() === '' ? say('missing') : null} onChange={(event) => setName(event.currentTarget.value)} />
          <DayInput label={say('born')} required value={born} onChange={setBorn} onWrong={() => setBorn('')} error={tried && born === '' ? say('missing') : null} />
          <div className="ye-row"><Button type="submit" disabled={work.isPending}>{say('ask')}</Button>{work.isPending ? <span role="status" className="ye-quiet">{say('asking')}</span> : null}</div>
        </form>
        {work.error ? <FaultPanel error={work.error} /> : null}
        {work.data && !work.isPending ? <ReadingCard reading={work.data} later={work.data.checkedLater !== null} /> : null}
        {work.data?.card && !work.isPending ? <CopaymentCard key={work.submittedAt} question={work.variables} fiveYearsFrom={work.data.card.fiveYearsFrom} /> : null}
        <LaterList busy={work.isPending} onAsk={(question) => work.mutate(question)} />
      </div>
    </Page>
  );
}

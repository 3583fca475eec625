import { Button, NumberInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ButtonLink, FaultPanel, formatMoment, formatNumber } from '#platform/ui';
import { saySource, type Day, type DayKey } from './api.ts';
import { useDayText } from './text.ts';

/** What each side has, and how the two outer ones learn it. */
export function Columns({ of: key, day }: { of: DayKey; day: Day }) {
  const say = useDayText();
  const { source, ours, receiver } = day.totals;
  return (
    <div className="ye-columns">
      <div className="ye-card">
        <h2>{say('source')}</h2>
        <Figure value={source} none={day.own ? say('notSaid') : say('hidden')} />
        {day.said === null ? null : <span className="ye-small ye-quiet">{say('saidBy', { by: day.said.by, at: formatMoment(day.said.at) })}{day.said.listed ? `, ${say('saidList')}` : ''}</span>}
        {day.said?.byProgram === true ? <span className="ye-small ye-quiet">{say('saidProgram')}</span> : null}
        {day.own ? <Count of={key} /> : null}
      </div>
      <div className="ye-card"><h2>{say('ours')}</h2><Figure value={ours} none="" /></div>
      <div className="ye-card">
        <h2>{say('receiver')}</h2>
        <Figure value={receiver} none={say('notListed')} />
        {day.own ? <ButtonLink variant="default" size="compact-md" to="/lien-thong/danh-sach" search={{ noi: key.destination, ngay: key.day, coSo: key.facility }}>{say('upload')}</ButtonLink> : null}
      </div>
    </div>
  );
}

function Figure({ value, none }: { value: number | null; none: string }) {
  const say = useDayText();
  return value === null ? <span className="ye-quiet">{none}</span> : <span><span className="ye-columns-count ye-figures">{formatNumber(value)}</span> {say('unit')}</span>;
}

function Count({ of: key }: { of: DayKey }) {
  const say = useDayText();
  const client = useQueryClient();
  const [count, setCount] = useState<number | string>('');
  const work = useMutation({ mutationFn: () => saySource(key, Number(count)), onSuccess: () => { setCount(''); return client.invalidateQueries({ queryKey: ['exchange-day'] }); } });
  return (
    <form className="ye-row" style={{ alignItems: 'flex-end' }} onSubmit={(event) => { event.preventDefault(); if (count !== '') work.mutate(); }}>
      <NumberInput id="so-luot" label={say('count')} description={say('countHint')} value={count} onChange={setCount} min={0} max={100_000} allowDecimal={false} allowNegative={false} hideControls thousandSeparator="." decimalSeparator="," suffix={` ${say('unit')}`} w={260} />
      <Button type="submit" variant="default" disabled={count === '' || work.isPending}>{work.isPending ? say('saving') : say('save')}</Button>
      {work.error ? <FaultPanel error={work.error} /> : null}
    </form>
  );
}

import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { DayInput, formatDay, Panel, today } from '#platform/ui';
import { usePersonText } from '../text.ts';

/** Chooses the day whose knowledge is shown. @param day YYYY-MM-DD; undefined: today */
export function AsOfInput({ id, day }: { id: string; day: string | undefined }) {
  const say = usePersonText();
  const navigate = useNavigate();
  const [future, setFuture] = useState(false);
  const choose = (wanted: string) => {
    const isLater = wanted > today();
    setFuture(isLater);
    if (isLater) return;
    void navigate({ to: '/nguoi-dan/$id', params: { id }, search: wanted === '' || wanted === today() ? {} : { ngay: `${wanted.slice(0, 4)}-${wanted.slice(4, 6)}-${wanted.slice(6)}` } });
  };
  return (
    <div className="ye-as-of">
      <DayInput label={say('asOf')} value={day?.replaceAll('-', '') ?? ''} onChange={choose} />
      {future ? <span role="alert" className="ye-small ye-as-of-wrong">{say('asOf.future')}</span> : null}
    </div>
  );
}

/** Says that one looks at the past, and how to come back. */
export function PastBanner({ id, day }: { id: string; day: string }) {
  const say = usePersonText();
  const navigate = useNavigate();
  return (
    <Panel kind="warning" title={say('asOf.title', { day: formatDay(day.replaceAll('-', '')) })}>
      <div className="ye-row"><span>{say('asOf.text')}</span><Button size="compact-md" variant="default" leftSection={<IconArrowBackUp size={16} aria-hidden />} onClick={() => void navigate({ to: '/nguoi-dan/$id', params: { id }, search: {} })}>{say('asOf.back')}</Button></div>
    </Panel>
  );
}

import { Radio, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, useDelayed } from '#platform/ui';
import { peopleQuery } from './api.ts';
import { useOpenidText } from './text.ts';

/** Search by name or number and choose one person; what is typed goes by POST. */
export function PatientPicker({ chosen, onChoose, error }: { chosen: string | undefined; onChoose: (person: string) => void; error: string | null }) {
  const say = useOpenidText();
  const [typed, setTyped] = useState('');
  const asked = useDelayed(typed, 300);
  const found = useQuery(peopleQuery(asked));
  return (
    <div className="ye-stack">
      <TextInput type="search" label={say('picker.label')} description={say('picker.hint')} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} error={error} />
      {asked.trim().length < 2 ? null : (
        <Answer of={found}>{(people) => (people.length === 0 ? <p className="ye-quiet">{say('picker.none')}</p> : (
          <Radio.Group label={say('picker.found')} value={chosen ?? ''} onChange={onChoose}>
            <div className="ye-stack">{people.map((one) => <Radio key={one.id} value={one.id} label={`${one.name}${one.born === '' ? '' : ` · ${one.born.slice(0, 4)}`}`} />)}</div>
          </Radio.Group>
        ))}</Answer>
      )}
    </div>
  );
}

import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, formatBorn, Panel, Sex, TextLink, useDelayed } from '#platform/ui';
import { peopleQuery } from '../api.ts';
import type { PersonLine } from '../api.ts';
import { ReasonForm } from '../ReasonForm.tsx';
import { isAskable, searchTerm } from '../search-term.ts';
import { joinPeople } from './api.ts';
import { useJoiningText } from './text.ts';

const SHOWN = 8;

/** Finds another person and says that both are one. */
export function JoinWith({ person }: { person: string }) {
  const say = useJoiningText();
  const client = useQueryClient();
  const [term, setTerm] = useState('');
  const [chosen, setChosen] = useState<string>();
  const asked = useDelayed(searchTerm(term));
  const people = useQuery(peopleQuery(asked));
  const join = useMutation({
    mutationFn: ({ other, why }: { other: string; why: string }) => joinPeople(person, other, why),
    onSuccess: () => { setTerm(''); setChosen(undefined); return client.invalidateQueries({ queryKey: ['people'] }); },
  });
  return (
    <section className="ye-card ye-stack" aria-labelledby="noi-voi">
      <h2 id="noi-voi">{say('join')}</h2>
      <p className="ye-quiet">{say('join.lead')}</p>
      <TextInput type="search" label={say('join.search')} description={say('join.hint')} maw={520} autoComplete="off" leftSection={<IconSearch size={18} aria-hidden />} value={term} onChange={(event) => { setTerm(event.currentTarget.value); setChosen(undefined); join.reset(); }} />
      {join.data ? <Panel kind="info">{say('join.done')}</Panel> : null}
      {isAskable(asked) ? <Answer of={people} what={say('join.results')}>{({ items }) => {
        const others = items.filter((one) => one.id !== person).slice(0, SHOWN);
        return others.length === 0 ? <p role="status" className="ye-quiet">{say('join.none')}</p> : (
          <ul className="ye-joins" aria-label={say('join.results')}>{others.map((one) => (
            <li key={one.id} className="ye-card">
              <div className="ye-row"><Found one={one} />{chosen === one.id ? null : <Button className="ye-push" size="compact-sm" variant="default" aria-label={`${say('join.choose')}: ${one.name}`} onClick={() => { setChosen(one.id); join.reset(); }}>{say('join.choose')}</Button>}</div>
              {chosen === one.id ? <ReasonForm draft={`join ${person} ${one.id}`} label={say('join.why')} example={say('join.example')} submit={say('join.save')} isBusy={join.isPending} error={join.error} onSubmit={(why) => join.mutate({ other: one.id, why })} onClose={() => setChosen(undefined)} /> : null}
            </li>
          ))}</ul>
        );
      }}</Answer> : null}
    </section>
  );
}

function Found({ one }: { one: PersonLine }) {
  return (
    <>
      <TextLink className="ye-strong" to="/nguoi-dan/$id" params={{ id: one.id }}>{one.name}</TextLink>
      <span className="ye-figures">{formatBorn(one.born ?? '')}</span><Sex sex={one.sex ?? ''} /><span className="ye-figures">{one.citizenId ?? one.card ?? one.phone ?? ''}</span><span className="ye-quiet">{one.commune ?? ''}</span>
    </>
  );
}

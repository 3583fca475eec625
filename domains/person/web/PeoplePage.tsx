import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Answer, Empty, formatBorn, formatMoment, Page, Sex, Table, TextLink, useDelayed, useDraft } from '#platform/ui';
import { peopleQuery } from './api.ts';
import type { PersonLine } from './api.ts';
import { isAskable, searchTerm } from './search-term.ts';
import { usePersonText } from './text.ts';

export function PeoplePage() {
  const say = usePersonText();
  return <Page title={say('title')}><PeopleSearch autoFocus /></Page>;
}

/** The search by itself: also on the first page of those who treat. */
export function PeopleSearch({ autoFocus = false }: { autoFocus?: boolean }) {
  const say = usePersonText();
  // Found again on coming back, in memory alone: a name must not stay on a shared device.
  const [term, setTerm] = useDraft('people');
  const asked = useDelayed(searchTerm(term));
  const people = useQuery({ ...peopleQuery(asked), placeholderData: keepPreviousData });
  return (
    <div className="ye-stack">
      <TextInput label={say('search')} description={say('searchHint')} type="search" size="md" maw={620} autoFocus={autoFocus} autoComplete="off" leftSection={<IconSearch size={18} aria-hidden />} value={term} onChange={(event) => setTerm(event.currentTarget.value)} />
      {isAskable(asked) ? <Answer of={people} what={say('what')}>{(found) => <Found people={found.items} more={found.more} />}</Answer> : <Empty title={say('first')}>{say('firstText')}</Empty>}
    </div>
  );
}

function Found({ people, more }: { people: readonly PersonLine[]; more: boolean }) {
  const say = usePersonText();
  if (people.length === 0) return <div role="status"><Empty title={say('none')}>{say('noneText')}</Empty></div>;
  return (
    <>
      <p role="status" className="ye-small ye-quiet">{say(more ? 'foundMore' : 'found', { count: people.length })}</p>
      <Table fold label={say('what')} columns={[say('name'), say('born'), say('sex'), say('citizenId'), say('card'), say('phone'), say('commune'), { title: say('visits'), number: true }, say('lastVisit')]}>
        {people.map((person) => (
          <tr key={person.id}>
            <td className="ye-strong"><TextLink to="/nguoi-dan/$id" params={{ id: person.id }}>{person.name}</TextLink></td>
            <td data-label={say('born')} className="ye-nowrap">{formatBorn(person.born ?? '')}</td><td data-label={say('sex')}><Sex sex={person.sex ?? ''} /></td>
            <td data-label={say('citizenId')}>{person.citizenId ?? ''}</td><td data-label={say('card')}>{person.card ?? ''}</td><td data-label={say('phone')}>{person.phone ?? ''}</td>
            <td data-label={say('commune')}>{person.commune ?? ''}</td><td data-label={say('visits')} className="ye-number">{person.visits}</td><td data-label={say('lastVisit')} className="ye-nowrap">{person.lastVisit === null ? '' : formatMoment(person.lastVisit)}</td>
          </tr>
        ))}
      </Table>
    </>
  );
}

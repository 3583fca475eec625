import { facilityWords, formatBorn, formatMoment, formatNumber, Sex, Table } from '#platform/ui';
import { NationalDecision } from '../national/NationalDecision.tsx';
import { NationalMark } from '../national/NationalMark.tsx';
import { useNationalText } from '../national/text.ts';
import type { Joining } from './api.ts';
import { useJoiningText } from './text.ts';

/** One row for each source, as it described the person last. */
export function Sources({ sources }: { sources: Joining['sources'] }) {
  const say = useJoiningText();
  const hasParents = sources.some((source) => source.mother !== null || source.father !== null);
  return (
    <section className="ye-stack" aria-labelledby="nguon">
      <h2 id="nguon">{say('sources')}</h2>
      <Table fold label={say('sources')} columns={[say('facility'), say('name'), say('born'), say('sex'), say('citizenId'), say('cards'), say('phone'), say('home'), ...(hasParents ? [say('parents')] : []), say('described'), { title: say('visits'), number: true }]}>
        {sources.map((source) => (
          <tr key={source.patient}>
            <td>{facilityWords(source.facility)}{source.patientNumber === null ? null : <div className="ye-small ye-quiet">{say('number')} {source.patientNumber}</div>}</td>
            <td data-label={say('name')} className="ye-strong">{source.name}{source.newborn ? <span className="ye-small ye-quiet"> ({say('newborn')})</span> : null}</td>
            <td data-label={say('born')} className="ye-nowrap">{formatBorn(source.born ?? '')}</td><td data-label={say('sex')}><Sex sex={source.sex ?? ''} /></td>
            <td data-label={say('citizenId')}>{source.citizenId ?? source.paper ?? ''}<National source={source} /></td>
            <td data-label={say('cards')}>{source.cards.join(', ')}</td><td data-label={say('phone')}>{source.phone ?? ''}</td><td data-label={say('home')}>{homeOf(source)}</td>
            {hasParents ? <td data-label={say('parents')}>{[source.father, source.mother].filter((one) => one !== null).join(', ')}</td> : null}
            <td data-label={say('described')} className="ye-nowrap">{formatMoment(source.describedAt ?? '')}</td><td data-label={say('visits')} className="ye-number">{formatNumber(source.visits)}</td>
          </tr>
        ))}
      </Table>
    </section>
  );
}

function National({ source }: { source: Joining['sources'][number] }) {
  const say = useNationalText();
  if (source.national === null) return null;
  const { why } = source.national;
  return <div className="ye-national-cell"><NationalMark of={source.national} />{why === null ? null : <span className="ye-small ye-quiet">{say('confirmed', { why })}</span>}<NationalDecision patient={source.patient} of={source.national} /></div>;
}

/** Address and commune; the commune once. */
function homeOf({ address, commune }: { address: string | null; commune: string | null }): string {
  if (address !== null && commune !== null && address.includes(commune)) return address;
  return [address, commune].filter((part) => part !== null && part !== '').join(', ');
}

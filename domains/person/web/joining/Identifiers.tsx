import { facilityWords, formatMoment, Table } from '#platform/ui';
import type { Joining } from './api.ts';
import { useJoiningText } from './text.ts';

/** Numbers that sources gave, the newest first. */
export function Identifiers({ identifiers }: { identifiers: Joining['identifiers'] }) {
  const say = useJoiningText();
  return (
    <section className="ye-stack" aria-labelledby="so-dinh-danh">
      <h2 id="so-dinh-danh">{say('identifiers')}</h2>
      {identifiers.length === 0 ? <p className="ye-quiet">{say('identifiers.none')}</p> : (
        <Table fold label={say('identifiers')} columns={[say('kind'), say('value'), say('from'), say('to'), say('facilities')]}>
          {identifiers.map((one) => (
            <tr key={`${one.kind} ${one.value}`}>
              <td>{say(`kind.${one.kind}`)}</td><td data-label={say('value')} className="ye-figures ye-strong">{one.value}</td>
              <td data-label={say('from')} className="ye-nowrap">{formatMoment((one.from ?? '').slice(0, 8))}</td><td data-label={say('to')} className="ye-nowrap">{formatMoment((one.to ?? '').slice(0, 8))}</td>
              <td data-label={say('facilities')}>{one.facilities.map(facilityWords).join('; ')}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

import { useQuery } from '@tanstack/react-query';
import { LawName } from '#platform/catalogue/web';
import { Answer, formatDay, formatMoment, Mark, Period, Table } from '#platform/ui';
import { whoQuery } from './api.ts';
import type { Who } from './api.ts';
import { useAccessText, useAccessWord } from './text.ts';
import './access.css';

/** Which places may see somebody's record today, by which basis; whom the law lets in besides; openings in emergencies. @param person absent: oneself */
export function WhoSees({ person }: { person?: string }) {
  const say = useAccessText();
  const who = useQuery(whoQuery(person));
  return (
    <Answer of={who} what={say('who.what')}>{(found) => (
      <div className="ye-stack">
        <section className="ye-stack" aria-labelledby="vi-quan-he"><h2 id="vi-quan-he">{say(person === undefined ? 'who.relationsOwn' : 'who.relations')}</h2><Relations of={found.relations} own={person === undefined} /></section>
        <section className="ye-card ye-stack" aria-labelledby="theo-luat"><h2 id="theo-luat">{say('who.byLaw')}</h2>
          <ul className="ye-plain">{found.byLaw.map((one) => <li key={one.display}><span className="ye-strong">{one.display}</span> <span className="ye-small"><LawName law={one.law} /></span></li>)}</ul>
          <p className="ye-small ye-quiet">{say('who.protected')}</p>
        </section>
        <section className="ye-stack" aria-labelledby="khan-cap"><h2 id="khan-cap">{say('who.openings')}</h2><Openings of={found.openings} /></section>
      </div>
    )}</Answer>
  );
}

function Relations({ of: relations, own }: { of: Who['relations']; own: boolean }) {
  const say = useAccessText();
  const word = useAccessWord();
  if (relations.length === 0) return <p className="ye-quiet">{say('who.noRelations')}</p>;
  return (
    <Table fold label={say('who.relations')} columns={[say('column.place'), say('column.why'), say('column.since'), say('column.basis')]}>
      {relations.map((one) => (
        <tr key={`${one.kind} ${one.facility.code}`}>
          <td className="ye-strong">{one.facility.code === '*' ? say('everyPlace') : one.facility.name}</td>
          <td data-label={say('column.why')}>{one.kind === 'refused' ? <Mark tone="warning">{say(own ? 'kind.refused' : 'kind.refusedOther')}</Mark> : word('kind', one.kind)}</td>
          <td data-label={say('column.since')} className="ye-figures"><Period from={formatDay(one.from)} to={one.until === null ? null : formatDay(one.until)} /></td>
          <td data-label={say('column.basis')}>{one.basis === null ? '' : <>{one.basis.display}<div className="ye-small"><LawName law={one.basis.law} /></div></>}</td>
        </tr>
      ))}
    </Table>
  );
}

function Openings({ of: openings }: { of: Who['openings'] }) {
  const say = useAccessText();
  if (openings.length === 0) return <p className="ye-quiet">{say('who.noOpenings')}</p>;
  return (
    <Table fold label={say('who.openings')} columns={[say('column.place'), say('column.at'), say('column.reason')]}>
      {openings.map((one) => (
        <tr key={`${one.openedAt} ${one.facility.code}`}>
          <td className="ye-strong">{one.facility.name}</td>
          <td data-label={say('column.at')} className="ye-figures">{say('fromTo', { from: formatMoment(one.openedAt), to: formatMoment(one.endsAt) })}</td>
          <td data-label={say('column.reason')} className="ye-id">{one.reason}</td>
        </tr>
      ))}
    </Table>
  );
}

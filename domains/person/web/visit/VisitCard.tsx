import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { Mark, formatMoment, TextLink } from '#platform/ui';
import { Sending } from '#platform/exchange/web';
import type { Visit } from '../api.ts';
import { usePersonText } from '../text.ts';
import { Diagnoses } from './Diagnoses.tsx';
import type { Kind } from './kinds.ts';
import { has, KINDS } from './kinds.ts';
import { VisitPart } from './VisitPart.tsx';

/** One visit of the timeline. Under a filter only the part asked for. @param past as it was known once: how the sending stands is of today @param own the citizen himself: without the desks' work */
export function VisitCard({ visit, kind, openAtFirst, past = false, own = false }: { visit: Visit; kind: Kind | null; openAtFirst: boolean; past?: boolean; own?: boolean }) {
  const say = usePersonText();
  const [open, setOpen] = useState(openAtFirst);
  const from = formatMoment(visit.arrival ?? '');
  const parts = kind === null ? (open ? KINDS : []) : [kind];
  return (
    <article className="ye-card ye-stack" aria-label={say('visit', { from, facility: visit.facility.name })}>
      <div className="ye-row">
        <h3 className="ye-figures">{visit.discharge ? say('visit.to', { from, to: formatMoment(visit.discharge) }) : from}</h3>
        {visit.state === 'open' ? <Mark tone="info">{say('visit.open')}</Mark> : null}
        <span>{visit.facility.name}</span>{visit.visitType ? <span className="ye-quiet">{visit.visitType.name}</span> : null}
        {kind === null ? <Button className="ye-push" size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{say(open ? 'visit.less' : 'visit.details')}</Button> : null}
      </div>
      {kind === null || kind === 'diagnoses' ? <Diagnoses diagnoses={visit.diagnoses} /> : null}
      {kind === null && !open ? <Counts visit={visit} /> : null}
      {parts.map((part) => (part === 'diagnoses' || !has(visit, part) ? null : <VisitPart key={part} visit={visit} kind={part} />))}
      {own ? null : <Foot visit={visit} past={past} />}
    </article>
  );
}

function Counts({ visit }: { visit: Visit }) {
  const say = usePersonText();
  const counted = (['drugs', 'results', 'procedures', 'papers'] as const).filter((kind) => has(visit, kind));
  return counted.length === 0 ? null : <div className="ye-small ye-quiet">{counted.map((kind) => say(`count.${kind}`, { count: visit[kind].length })).join(' · ')}</div>;
}

/** Where it came from and how the sending stands. */
function Foot({ visit, past }: { visit: Visit; past: boolean }) {
  const say = usePersonText();
  const me = useQuery(meQuery);
  // A facility keeps its own dossiers; of another's it sees the record, not the file.
  const opens = may(me.data, 'dossier.read') && (me.data?.facility?.code ?? visit.facility.code) === visit.facility.code;
  return (
    <div className="ye-row ye-small ye-visit-part">
      {past ? null : <><span>{say('sending')}:</span>{visit.message ? <Sending message={visit.message} /> : <span className="ye-quiet">{say('sending.none')}</span>}</>}
      <span className="ye-push ye-quiet">{visit.source?.fileName ? say('from', { file: visit.source.fileName, at: formatMoment(visit.source.receivedAt ?? '') }) : ''}{visit.revision !== null ? ` ${say('revision', { revision: visit.revision })}` : ''}</span>
      {visit.dossierId && opens ? <TextLink to="/ho-so/$id" params={{ id: visit.dossierId }} search={past && visit.revision !== null ? { ban: visit.revision } : {}}>{say('dossier')}</TextLink> : null}
    </div>
  );
}

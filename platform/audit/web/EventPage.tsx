import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { may, meQuery } from '#platform/identity/web';
import { Answer, ButtonLink, formatMoment, formatNumber, Mark, Page, TextLink } from '#platform/ui';
import { eventQuery } from './api.ts';
import type { TrailDetail } from './api.ts';
import { useAuditText } from './text.ts';
import { verifyHere } from './verify.ts';
import { useTrailWord } from './words.ts';

const here = getRouteApi('/trong/nhat-ky/$id');

/** One event as a sentence, its facts, and whether its proof holds, checked in this browser. */
export function EventPage() {
  const say = useAuditText();
  const { id } = here.useParams();
  const event = useQuery(eventQuery(id));
  const me = useQuery(meQuery);
  return (
    <Page title={say('event')} path={[<TextLink key="log" to="/nhat-ky">{say('log')}</TextLink>]}>
      <Answer of={event}>{(one) => <div className="ye-stack"><Sentence event={one} /><ProofState event={one} />{one.person !== null && may(me.data, 'access.explain') ? <div><ButtonLink size="compact-md" variant="default" to="/ai-duoc-xem/$id" params={{ id: one.person }}>{say('event.who')}</ButtonLink></div> : null}<Facts event={one} /></div>}</Answer>
    </Page>
  );
}

function Sentence({ event }: { event: TrailDetail }) {
  const say = useAuditText();
  const word = useTrailWord();
  return <p className="ye-strong">{say('event.sentence', {
    at: formatMoment(event.at), role: word('role', event.role), name: event.name, unit: event.unit?.name ?? say('noUnit'), action: word('action', event.action), purpose: word('purpose', event.purpose), outcome: word('outcome', event.outcome),
  })}</p>;
}

function ProofState({ event: { id, seq, proof } }: { event: TrailDetail }) {
  const say = useAuditText();
  const checked = useQuery({ queryKey: ['audit', 'proof', id, proof?.checkpoint], queryFn: () => (proof === null ? Promise.resolve(null) : verifyHere(proof)) });
  if (proof === null || seq === null) return <div><Mark tone="neutral">{say('event.unsealed')}</Mark></div>;
  return <Answer of={checked} what={say('verify.working')}>{(result) => <div>{result?.ok === true ? <Mark tone="good">{say('event.sealed', { seq: formatNumber(seq) })}</Mark> : <Mark tone="error">{say('event.wrong')}</Mark>}</div>}</Answer>;
}

function Facts({ event }: { event: TrailDetail }) {
  const say = useAuditText();
  const strength = ([1, 2, 3] as const).find((one) => one === event.strength);
  const facts: readonly (readonly [string, string | null])[] = [
    [say('event.target'), event.target], [say('event.basis'), event.basis], [say('event.account'), event.account === null ? event.actor : `${event.account} (${event.actor})`],
    [say('event.strength'), strength === undefined ? null : say(`event.strength.${strength}`)], [say('event.program'), event.program ?? say('event.own')], [say('event.address'), event.address],
    [say('event.found'), event.found === null ? null : formatNumber(event.found)], [say('event.person'), event.person], [say('event.patient'), event.patient], [say('event.request'), event.requestId],
  ];
  return <dl className="ye-facts">{facts.map(([name, value]) => (value === null ? null : <div key={name}><dt>{name}</dt><dd className="ye-code">{value}</dd></div>))}</dl>;
}

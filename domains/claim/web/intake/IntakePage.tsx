import { Progress } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Answer, facilityWords, formatBytes, formatMoment, formatNumber, Page, percent, TextLink, useWho } from '#platform/ui';
import { intakeQuery } from '../api.ts';
import type { Intake } from '../api.ts';
import { useClaimText } from '../text.ts';
import { DossierList } from './DossierList.tsx';
import { IntakeProblems } from './IntakeProblems.tsx';
import { IntakeStatus, Results } from './Status.tsx';

const here = getRouteApi('/trong/nhan-ho-so/$id');

export function IntakePage() {
  const say = useClaimText();
  const { id } = here.useParams();
  const intake = useQuery(intakeQuery(id));
  return (
    <Page title={say('intake.title', { name: intake.data?.fileName ?? '…' })} path={[<TextLink key="a" to="/nhan-ho-so">{say('intakes.title')}</TextLink>]}>
      <Answer of={intake} what={say('intake.what')}>{(one) => (
        <div className="ye-stack"><Summary intake={one} /><IntakeProblems problems={one.problems} /><DossierList intake={one} /></div>
      )}</Answer>
    </Page>
  );
}

function Summary({ intake }: { intake: Intake }) {
  const say = useClaimText();
  const who = useWho();
  const moving = intake.status === 'waiting' || intake.status === 'running';
  const facts: [string, string][] = [
    [say('kind'), intake.kind === null ? say('kind.unknown') : say(`kind.${intake.kind}`)], [say('facility'), intake.facility ? facilityWords(intake.facility) : say('missing')],
    [say('column.received'), formatMoment(intake.receivedAt)], [say('column.by'), who(intake.receivedBy)], [say('size'), intake.bytes === 0 ? '–' : formatBytes(intake.bytes)],
    [say('announced'), intake.announced === null ? say('missing') : formatNumber(intake.announced)], [say('read'), `${formatNumber(intake.done)}${intake.broken > 0 ? ` (${say('broken', { count: intake.broken })})` : ''}`],
  ];
  return (
    <section className="ye-card ye-stack" aria-live="polite">
      <div className="ye-row"><IntakeStatus intake={intake} />{intake.done > 0 ? <Results intake={intake} /> : null}</div>
      {moving ? <><Progress value={percent(intake.progress)} aria-label={say('intake.progress')} /><p className="ye-small ye-quiet">{say('intake.leave')}</p></> : null}
      <dl className="ye-facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}<div className="ye-facts-wide"><dt>{say('hash')}</dt><dd className="ye-code">{intake.sha256}</dd></div></dl>
    </section>
  );
}

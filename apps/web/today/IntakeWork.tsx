import { useQuery } from '@tanstack/react-query';
import { IntakeResults, IntakeStatus, intakesQuery } from '#domains/claim/web';
import type { Intake } from '#domains/claim/web';
import { Answer, ButtonLink, Empty, formatMoment, TextLink } from '#platform/ui';
import { useShellText } from '../text.ts';

const SHOWN = 6;

/** Received files: those with faulty or refused dossiers first, then the newest. */
export function IntakeWork({ mayHandIn }: { mayHandIn: boolean }) {
  const say = useShellText();
  const intakes = useQuery(intakesQuery(0));
  return (
    <Answer of={intakes} what={say('today.what')}>{({ items }) => {
      const faulty = items.filter((intake) => intake.findings.error > 0 || intake.broken > 0 || intake.refused > 0 || intake.status === 'failed');
      const others = items.filter((intake) => !faulty.includes(intake));
      return (
        <>
          {faulty.length > 0 ? <Files id="co-loi" title={say('today.errors')} action={say(mayHandIn ? 'today.fix' : 'today.open')} files={faulty} /> : null}
          {others.length > 0 ? <Files id="moi-nhan" title={say('today.new')} action={say('today.open')} files={others} /> : null}
          {items.length === 0 ? <Empty title={say('today.clear')} action={mayHandIn ? <ButtonLink to="/nhan-ho-so">{say('today.first')}</ButtonLink> : null}>{say('today.clearText')}</Empty> : null}
        </>
      );
    }}</Answer>
  );
}

function Files({ id, title, action, files }: { id: string; title: string; action: string; files: readonly Intake[] }) {
  const say = useShellText();
  return (
    <section className="ye-card" aria-labelledby={id}>
      <div className="ye-row"><h2 id={id}>{title}</h2><TextLink className="ye-push" to="/nhan-ho-so">{say('today.all')}</TextLink></div>
      <ul className="ye-todo">{files.slice(0, SHOWN).map((intake) => (
        <li key={intake.id}>
          <div><span className="ye-strong">{intake.fileName}</span><div className="ye-row ye-small"><span className="ye-quiet">{formatMoment(intake.receivedAt)}</span>{intake.done > 0 ? <IntakeResults intake={intake} /> : <IntakeStatus intake={intake} />}</div></div>
          <ButtonLink size="compact-md" variant="default" to="/nhan-ho-so/$id" params={{ id: intake.id }} aria-label={`${action}: ${intake.fileName}`}>{action}</ButtonLink>
        </li>
      ))}</ul>
    </section>
  );
}

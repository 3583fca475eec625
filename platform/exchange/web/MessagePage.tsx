import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { LawName } from '#platform/catalogue/web';
import { Answer, ButtonLink, Empty, facilityWords, formatMoment, Page, Table, TextLink } from '#platform/ui';
import { meQuery, may } from '#platform/identity/web';
import { messageQuery } from './api.ts';
import type { MessageLife, MessageState } from './api.ts';
import { AdjudicationPart } from './form/AdjudicationPart.tsx';
import { Chain, Rejections } from './LifeParts.tsx';
import { Resend } from './Resend.tsx';
import { StateMark } from './StateMark.tsx';
import { useExchangeText } from './text.ts';
import { useDestinationWord, useKindWord, useOutcomeWord } from './words.ts';

const here = getRouteApi('/trong/lien-thong/$id');

export function MessagePage() {
  const say = useExchangeText();
  const { id } = here.useParams();
  const message = useQuery(messageQuery(id));
  const me = useQuery(meQuery);
  return (
    <Page title={say('message', { maLk: message.data?.maLk ?? '…' })} path={[<TextLink key="a" to="/lien-thong">{say('title')}</TextLink>]}
      actions={message.data ? <>
        {message.data.dossierId && may(me.data, 'dossier.read') ? <ButtonLink variant="default" to="/ho-so/$id" params={{ id: message.data.dossierId }}>{say('open')}</ButtonLink> : null}
        {may(me.data, 'exchange.bytes') ? <Button component="a" variant="default" href={`/api/exchange/${message.data.id}/bytes`} download>{say('download')}</Button> : null}
        <Resend message={message.data} allowed={may(me.data, 'exchange.resend')} />
      </> : null}>
      <Answer of={message}>{(life) => <div className="ye-stack"><Facts message={life} /><AdjudicationPart adjudication={life.adjudication} /><Rejections message={life} mayCorrect={may(me.data, 'dossier.correct')} /><Attempts message={life} /><Chain message={life} /></div>}</Answer>
    </Page>
  );
}

function Facts({ message }: { message: MessageLife }) {
  const say = useExchangeText();
  const destination = useDestinationWord();
  const kindWord = useKindWord();
  const facts: [string, string][] = [
    [say('kind'), kindWord(message.kind)], [say('destination'), destination(message.destination)], [say('column.facility'), facilityWords(message.facility)], [say('content'), say(message.madeHere ? 'content.here' : 'content.program')],
    [say('column.due'), message.due === null ? '–' : formatMoment(message.due)], ...(message.heldUntil === null ? [] : [[say('held'), formatMoment(message.heldUntil)] satisfies [string, string]]), [say('receipt'), message.receipt ?? '–'], [say('receivedAt'), message.receivedAt === null ? '–' : formatMoment(message.receivedAt)],
  ];
  return (
    <div className="ye-card ye-stack">
      <div><StateMark state={message.state} /></div>
      <dl className="ye-facts">{facts.map(([term, value]) => <div key={term}><dt>{term}</dt><dd>{value}</dd></div>)}
        {message.basis === null ? null : <div><dt>{say('basis')}</dt><dd><LawName law={message.basis} /></dd></div>}
        {message.consequence === null ? null : <div className="ye-facts-wide"><dt>{say('consequence')}</dt><dd>{say('consequence.by', { what: message.consequence.what, by: formatMoment(message.consequence.by) })}</dd></div>}
        {message.absentAt ? <div className="ye-facts-wide"><dt>{say('destination')}</dt><dd>{say('absent', { at: formatMoment(message.absentAt) })}</dd></div> : null}
        {message.answer ? <div className="ye-facts-wide"><dt>{say('answer')}</dt><dd>{message.answer}</dd></div> : null}</dl>
    </div>
  );
}

/** Why nothing was sent from here, or that it will be. */
function whyNone(state: MessageState): 'noAttemptWatched' | 'noAttemptReplaced' | 'noAttemptDone' | 'noAttemptText' {
  switch (state) {
    case 'watched': return 'noAttemptWatched';
    case 'superseded': return 'noAttemptReplaced';
    case 'received': case 'accepted': case 'rejected': case 'adjudicated': return 'noAttemptDone';
    default: return 'noAttemptText';
  }
}

function Attempts({ message }: { message: MessageLife }) {
  const say = useExchangeText();
  const outcome = useOutcomeWord();
  return (
    <section className="ye-stack" aria-labelledby="cac-lan">
      <h2 id="cac-lan">{say('life')}</h2>
      {message.attempts.length === 0 ? <Empty title={say('noAttempt')}>{say(whyNone(message.state))}</Empty> : (
        <Table fold label={say('life')} columns={[{ title: say('attempt'), number: true }, say('at'), say('outcome'), say('answer')]}>
          {message.attempts.map((attempt, index) => (
            <tr key={attempt.at}>
              <td className="ye-number" data-label={say('attempt')}>{index + 1}</td><td className="ye-nowrap" data-label={say('at')}>{formatMoment(attempt.at)}</td>
              <td data-label={say('outcome')}>{outcome(attempt.outcome)}</td><td data-label={say('answer')}>{attempt.answer ?? ''}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  );
}

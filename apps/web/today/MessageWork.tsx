import { useQuery } from '@tanstack/react-query';
import { messagesQuery, StateMark } from '#platform/exchange/web';
import { Answer, ButtonLink, formatMoment, TextLink } from '#platform/ui';
import { useShellText } from '../text.ts';

const SHOWN = 6;

/** Messages that need a person; nothing is drawn when there are none. */
export function MessageWork({ state }: { state: 'refused' | 'unknown' }) {
  const say = useShellText();
  const messages = useQuery(messagesQuery({ state, limit: SHOWN }));
  if (messages.data?.items.length === 0) return null;
  return (
    <section className="ye-card" aria-labelledby={`viec-${state}`}>
      <div className="ye-row"><h2 id={`viec-${state}`}>{say(`today.${state}`)}</h2><TextLink className="ye-push" to="/lien-thong" search={{ trangThai: state }}>{say('today.all')}</TextLink></div>
      <Answer of={messages} what={say('today.what')}>{({ items }) => (
        <ul className="ye-todo">{items.toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1)).map((message) => (
          <li key={message.id}>
            <div><StateMark state={message.state} /> <span className="ye-strong">{say('today.dossier', { maLk: message.maLk })}</span><div className="ye-small ye-quiet">{message.facility.name}{message.due ? `, ${formatMoment(message.due)}` : ''}{message.answer ? `. ${message.answer}` : ''}</div></div>
            <ButtonLink size="compact-md" variant="default" to="/lien-thong/$id" params={{ id: message.id }} aria-label={`${say(state === 'refused' ? 'today.see' : 'today.check')}: ${message.maLk}`}>{say(state === 'refused' ? 'today.see' : 'today.check')}</ButtonLink>
          </li>
        ))}</ul>
      )}</Answer>
    </section>
  );
}

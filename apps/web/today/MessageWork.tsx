import { useQuery } from '@tanstack/react-query';
import { messagesQuery, StateMark, useDestinationWord, useKeyWord } from '#platform/exchange/web';
import { Answer, ButtonLink, formatMoment, TextLink } from '#platform/ui';
import { useShellText } from '../text.ts';

const SHOWN = 6;

/** Which messages: in a state that needs a person, or pressing. */
const ASKED = { refused: { state: 'refused' }, rejected: { state: 'rejected' }, unknown: { state: 'unknown' }, late: { urgency: 'late' }, soon: { urgency: 'soon' } } as const;
const SEARCH = { refused: { trangThai: 'refused' }, rejected: { trangThai: 'rejected' }, unknown: { trangThai: 'unknown' }, late: { gap: 'late' }, soon: { gap: 'soon' } } as const;

/** Messages that need a person or whose time is nearly over; nothing is drawn when there are none. */
export function MessageWork({ which }: { which: keyof typeof ASKED }) {
  const say = useShellText();
  const [keyWord, destinationWord] = [useKeyWord(), useDestinationWord()];
  const messages = useQuery(messagesQuery({ ...ASKED[which], limit: SHOWN }));
  const act = say(which === 'refused' || which === 'rejected' ? 'today.see' : which === 'unknown' ? 'today.check' : 'today.open');
  if (messages.data?.items.length === 0) return null;
  return (
    <section className="ye-card" aria-labelledby={`viec-${which}`}>
      <div className="ye-row"><h2 id={`viec-${which}`}>{say(`today.${which}`)}</h2><TextLink className="ye-push" to="/lien-thong" search={SEARCH[which]}>{say('today.all')}</TextLink></div>
      <Answer of={messages} what={say('today.what')}>{({ items }) => (
        <ul className="ye-todo">{items.toSorted((a, b) => ((a.due ?? '') < (b.due ?? '') ? -1 : 1)).map((message) => (
          <li key={message.id}>
            <div><StateMark state={message.state} /> <span className="ye-strong">{keyWord(message)}</span><div className="ye-small ye-quiet">{destinationWord(message.destination)}, {message.facility.name}{message.due ? `, ${say('today.due', { moment: formatMoment(message.due) })}` : ''}{message.answer ? `. ${message.answer}` : ''}</div></div>
            <ButtonLink size="compact-md" variant="default" to="/lien-thong/$id" params={{ id: message.id }} aria-label={`${act}: ${message.maLk}`}>{act}</ButtonLink>
          </li>
        ))}</ul>
      )}</Answer>
    </section>
  );
}

import { facilityWords, formatMoment, Mark, now, TextLink } from '#platform/ui';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { Message } from './api.ts';
import { isLate } from './resend-rule.ts';
import { Sending } from './StateMark.tsx';
import { useExchangeText } from './text.ts';
import { useDestinationWord, useKeyWord, useKindWord } from './words.ts';

export function MessageRow({ message }: { message: Message }) {
  const say = useExchangeText();
  const kindWord = useKindWord();
  const keyWord = useKeyWord();
  const destinationWord = useDestinationWord();
  return (
    <tr>
      <td>
        <TextLink className="ye-id" to="/lien-thong/$id" params={{ id: message.id }}>{keyWord(message)}</TextLink>
        <div className="ye-small ye-quiet">{kindWord(message.kind)}{message.revision === null ? '' : `, ${say('revision', { revision: message.revision })}`}</div>
      </td>
      <td data-label={say('destination')}>{destinationWord(message.destination)}</td>
      <td data-label={say('column.facility')}><span className="ye-name">{facilityWords(message.facility)}</span></td>
      <td><Sending message={message} /></td>
      <td data-label={say('column.due')} className="ye-nowrap">
        {message.due === null ? '' : formatMoment(message.due)} {isLate(message, now()) ? <Mark tone="warning" icon={<IconAlertTriangle size={16} aria-hidden />}>{say('late')}</Mark> : null}
      </td>
      <td data-label={say('column.attempts')} className="ye-number">{message.attempts}</td>
      <td data-label={say('column.last')} className="ye-nowrap">{message.lastAttemptAt === null ? '–' : formatMoment(message.lastAttemptAt)}</td>
    </tr>
  );
}

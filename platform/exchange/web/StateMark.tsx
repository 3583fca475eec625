import { IconCircleCheck, IconCircleX, IconClock, IconEye, IconHandStop, IconHelpCircle, IconReplace, IconSend } from '@tabler/icons-react';
import { isAnswered } from '#platform/exchange/rules';
import { Mark } from '#platform/ui';
import type { Message, MessageState } from './api.ts';
import { useExchangeText } from './text.ts';

const LOOKS = {
  owed: { tone: 'neutral', Icon: IconClock }, sending: { tone: 'info', Icon: IconSend }, received: { tone: 'good', Icon: IconCircleCheck },
  watched: { tone: 'neutral', Icon: IconEye }, held: { tone: 'warning', Icon: IconHandStop }, accepted: { tone: 'good', Icon: IconCircleCheck }, rejected: { tone: 'error', Icon: IconCircleX },
  adjudicated: { tone: 'good', Icon: IconCircleCheck }, superseded: { tone: 'neutral', Icon: IconReplace },
  refused: { tone: 'error', Icon: IconCircleX }, unknown: { tone: 'warning', Icon: IconHelpCircle },
} as const;

export function StateMark({ state }: { state: MessageState }) {
  const say = useExchangeText();
  const { tone, Icon } = LOOKS[state];
  return <Mark tone={tone} icon={<Icon size={16} aria-hidden />}>{say(`state.${state}`)}</Mark>;
}

/** The state with what belongs to it: the transaction code, or the reason of the refusal. */
export function Sending({ message }: { message: Pick<Message, 'state' | 'receipt' | 'answer'> }) {
  const say = useExchangeText();
  return (
    <span className="ye-row" style={{ gap: 6 }}>
      <StateMark state={message.state} />
      {isAnswered(message.state) && message.receipt ? <span className="ye-small">{say('receipt')} <span className="ye-code">{message.receipt}</span></span> : null}
      {(message.state === 'refused' || message.state === 'rejected') && message.answer ? <span className="ye-small">{message.answer}</span> : null}
    </span>
  );
}

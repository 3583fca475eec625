import type { Message } from './api.ts';
import { useExchangeText } from './text.ts';

const OUTCOMES = ['sending', 'received', 'refused', 'unknown', 'not-sent'] as const;
const DESTINATIONS = ['bhxh', 'byt', 'ksk'] as const;
const PAPERS = ['paper', 'death-notice', 'birth-notice'] as const;
export const KINDS = ['check-in', 'dossier', 'assessment', 'health-check', ...PAPERS] as const;

/** What one attempt came to, in words; what is unknown here stays as the server wrote it. */
export function useOutcomeWord(): (outcome: string) => string {
  const say = useExchangeText();
  return (outcome) => {
    const known = OUTCOMES.find((each) => each === outcome);
    return known === undefined ? outcome : known === 'not-sent' ? say('outcome.not-sent') : say(`state.${known}`);
  };
}

/** Which of the messages of a visit this is: `Hồ sơ, bản 2`. */
export function useMessageWord(): (message: Pick<Message, 'kind' | 'revision'>) => string {
  const say = useExchangeText();
  return ({ kind, revision }) => `${shortOf(say, kind)}${revision === null ? '' : `, ${say('revision', { revision })}`}`;
}

/** What a message is about: `Mã lượt khám …`, of a paper `Số giấy …`. */
export function useKeyWord(): (message: Pick<Message, 'kind' | 'maLk'>) => string {
  const say = useExchangeText();
  return ({ kind, maLk }) => (PAPERS.some((each) => each === kind) ? say('paperNumber', { number: maLk }) : say('maLk', { maLk }));
}

/** Where a message goes, in words. */
export function useDestinationWord(): (destination: string) => string {
  const say = useExchangeText();
  return (destination) => {
    const known = DESTINATIONS.find((each) => each === destination);
    return known === undefined ? destination : say(`destination.${known}`);
  };
}

/** A kind that this page does not know stays as the server wrote it. */
function shortOf(say: ReturnType<typeof useExchangeText>, kind: string): string {
  const known = KINDS.find((each) => each === kind);
  return known === undefined ? kind : say(`short.${known}`);
}

/** What a kind of message is called in full. */
export function useKindWord(): (kind: string) => string {
  const say = useExchangeText();
  return (kind) => {
    const known = KINDS.find((each) => each === kind);
    return known === undefined ? kind : say(`kind.${known}`);
  };
}

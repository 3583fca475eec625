import { Link } from '@tanstack/react-router';
import { SHOWN_STATES } from './api.ts';
import type { MessageState } from './api.ts';
import type { MessageSearch } from '#platform/exchange/rules';
import { StateMark } from './StateMark.tsx';
import { useExchangeText } from './text.ts';
import { formatNumber } from '#platform/ui';
import './exchange.css';

const DAILY: ReadonlySet<MessageState> = new Set(['refused', 'unknown', 'owed', 'sending', 'received']);

/** How many messages stand in each state; a press shows only those, a second press all. */
export function StateSummary({ counts, search }: { counts: readonly { state: MessageState; count: number }[]; search: MessageSearch }) {
  const say = useExchangeText();
  const { trangThai: chosen, ...rest } = search;
  return (
    <nav className="ye-states" aria-label={say('filterState')}>
      {SHOWN_STATES.map((state) => {
        const count = counts.find((each) => each.state === state)?.count ?? 0;
        // States that nothing is in take no room; the five of every day stand always.
        if (count === 0 && chosen !== state && !DAILY.has(state)) return null;
        return (
          <Link key={state} to="/lien-thong" search={chosen === state ? rest : { ...rest, trangThai: state }} aria-current={chosen === state ? 'true' : undefined} activeProps={{}} aria-label={say('stateCount', { state: say(`state.${state}`), count: formatNumber(count) })}>
            <span className="ye-states-count ye-figures">{formatNumber(count)}</span><StateMark state={state} />
          </Link>
        );
      })}
    </nav>
  );
}

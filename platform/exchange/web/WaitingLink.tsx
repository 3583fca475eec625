import { useQuery } from '@tanstack/react-query';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { formatNumber } from '#platform/ui';
import { summaryQuery } from './api.ts';
import { useExchangeText } from './text.ts';

/** What waits to be sent, for the top bar. */
export function WaitingLink() {
  const say = useExchangeText();
  const summary = useQuery(summaryQuery());
  const count = (...states: readonly string[]) => (summary.data?.items ?? []).filter((each) => states.includes(each.state)).reduce((sum, each) => sum + each.count, 0);
  if (!summary.data) return null;
  const [waiting, trouble] = [count('owed', 'sending'), count('refused', 'rejected', 'unknown')];
  const words = [
    ...(summary.data.connected ? [] : [say('unconnected')]), ...(waiting > 0 ? [say('waitingCount', { count: formatNumber(waiting) })] : []),
    ...(summary.data.late > 0 ? [say('lateCount', { count: formatNumber(summary.data.late) })] : []), ...(summary.data.soon > 0 ? [say('soonCount', { count: formatNumber(summary.data.soon) })] : []),
    ...(trouble > 0 ? [say('troubleCount', { count: formatNumber(trouble) })] : []),
  ];
  // Where anything is left to do, not all has gone out; whoever sees no message is told nothing of them.
  if (words.length === 0) words.push(say(summary.data.items.some((each) => each.count > 0) ? 'waitingNone' : 'title'));
  return (
    <Link to="/lien-thong" className="ye-top-link" activeProps={{}}>
      <IconSend size={18} aria-hidden />
      <span>{words.join(' · ')}</span>
    </Link>
  );
}

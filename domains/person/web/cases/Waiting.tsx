import { useQuery } from '@tanstack/react-query';
import { IconUsersGroup } from '@tabler/icons-react';
import { ButtonLink, formatNumber } from '#platform/ui';
import { casesSummaryQuery } from './api.ts';
import { useCasesText } from './text.ts';

/** The number that waits, for the rail; nothing when none does. */
export function CasesCount() {
  const say = useCasesText();
  const { data } = useQuery(casesSummaryQuery);
  if (data === undefined || data.waiting === 0) return null;
  return <span className="ye-rail-count"><span aria-hidden>{data.waiting > 999 ? '999+' : data.waiting}</span><span className="ye-unseen">{say('waiting', { count: formatNumber(data.waiting) })}</span></span>;
}

/** The cases among today's work; nothing is drawn when there are none. */
export function CasesWork() {
  const say = useCasesText();
  const { data } = useQuery(casesSummaryQuery);
  if (data === undefined || data.waiting === 0) return null;
  return (
    <section className="ye-card ye-today-wide" aria-labelledby="viec-xac-dinh">
      <div className="ye-row"><IconUsersGroup size={20} aria-hidden /><h2 id="viec-xac-dinh">{say('today')}</h2><span className="ye-figures">{say('today.text', { count: formatNumber(data.waiting) })}</span>
        <ButtonLink className="ye-push" size="compact-md" to="/cho-xac-dinh">{say('today.do')}</ButtonLink></div>
    </section>
  );
}

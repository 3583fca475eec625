import { Button, Progress } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { formatNumber } from '#platform/ui';
import { casesQuery, casesSummaryQuery, recheckAll } from './api.ts';
import { useCasesText } from './text.ts';

/** How far comparing in the background has come, and a way to have everybody compared anew. */
export function MatchProgress() {
  const say = useCasesText();
  const client = useQueryClient();
  const { data } = useQuery(casesSummaryQuery);
  const again = useMutation({ mutationFn: recheckAll, onSettled: () => client.invalidateQueries({ queryKey: casesSummaryQuery.queryKey }) });
  // What comparing has found belongs on the list that is open.
  const waiting = data?.waiting;
  const seen = useRef(waiting);
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== waiting) void client.invalidateQueries({ queryKey: casesQuery.queryKey });
    seen.current = waiting;
  }, [client, waiting]);
  if (data === undefined) return null;
  const { all, checked } = data.progress;
  const words = say('progress', { checked: formatNumber(checked), all: formatNumber(all) });
  return (
    <>
      <span className="ye-match-progress"><span className="ye-small ye-figures">{words}</span>{checked < all ? <Progress value={(100 * checked) / all} aria-label={words} /> : null}</span>
      <Button variant="default" size="compact-md" leftSection={<IconRefresh size={16} aria-hidden />} disabled={again.isPending || checked < all} onClick={() => again.mutate()}>{say(again.isPending ? 'rechecking' : 'recheck')}</Button>
    </>
  );
}

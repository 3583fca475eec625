import { useQueryClient } from '@tanstack/react-query';
import { forgetAll } from '#platform/ui';
import { changesHands, meQuery } from './api.ts';
import type { Me } from './api.ts';

/**
 * What happens whenever somebody has come in, or goes on at another place: what was seen before, by another person or from elsewhere,
 * is forgotten. Not cleared: parts that stay on the screen (the frame) must hear of it.
 * @param always also when it is the same person
 */
export function useEntered(always = false): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    const other = changesHands(me.account);
    client.setQueryData(meQuery.queryKey, me);
    if (!other && !always) return;
    forgetAll();
    const before = (query: { readonly queryKey: readonly unknown[] }): boolean => query.queryKey[0] !== 'me';
    client.removeQueries({ predicate: before, type: 'inactive' });
    void client.resetQueries({ predicate: before });
  };
}

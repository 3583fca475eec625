import { useQueryClient } from '@tanstack/react-query';
import { forgetAll } from '#platform/ui';
import { changesHands, meQuery } from './api.ts';
import type { Me } from './api.ts';

/** What happens whenever somebody has come in: what another person saw here is forgotten. */
export function useEntered(): (me: Me) => void {
  const client = useQueryClient();
  return (me) => {
    if (changesHands(me.account)) {
      client.clear();
      forgetAll();
    }
    client.setQueryData(meQuery.queryKey, me);
  };
}

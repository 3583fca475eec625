import { useQuery } from '@tanstack/react-query';
import { may, meQuery } from '#platform/identity/web';
import { today } from '#platform/ui';
import { entriesQuery } from './api.ts';

/** Never a code alone: the name of a code of a short list, as of today; the code itself until the list is there or when it has no such code. */
export function useCodeName(list: string): (code: string) => string {
  const me = useQuery(meQuery);
  const entries = useQuery({ ...entriesQuery(list, '', today(), 0), enabled: may(me.data, 'catalogue.read') });
  return (code) => entries.data?.items.find((entry) => entry.code === code)?.display ?? code;
}

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { endOpening, OPENINGS } from './api.ts';

/** Ends an opening; what was read through it leaves the screen and the memory. */
export function useEnd(onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: endOpening,
    onSuccess: async () => {
      onDone?.();
      client.removeQueries({ queryKey: ['people'], type: 'inactive' });
      await client.invalidateQueries({ queryKey: OPENINGS });
    },
  });
}

import { queryOptions } from '@tanstack/react-query';
import * as z from 'zod/mini';
import { call } from '#platform/ui';

const schema = z.object({ portals: z.array(z.object({ name: z.string(), switches: z.array(z.object({ name: z.string(), text: z.string(), chance: z.number() })) })) });
export type Portal = z.infer<typeof schema>['portals'][number];

export const switchesQuery = queryOptions({ queryKey: ['switches'], queryFn: ({ signal }) => call('/demo/switches', schema, { signal }) });

export function setSwitches(portal: string, chances: Readonly<Record<string, number>>): Promise<unknown> {
  return call('/demo/switches', schema, { method: 'POST', json: { portal, chances } });
}

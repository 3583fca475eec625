import { z } from 'zod';

/** What a client asks of the store's server. Every write carries its own name (`op`), which the checker finds again in the history. */
export const request = z.discriminatedUnion('do', [
  /** A Patient under a criterion, unless one is there. */
  z.object({ do: z.literal('create'), op: z.string(), criterion: z.string() }),
  /** Puts its name into a register, if the register is still at the version that was read. */
  z.object({ do: z.literal('update'), op: z.string(), id: z.string(), version: z.number(), basedOn: z.string() }),
  /** The same in two registers at once. */
  z.object({ do: z.literal('transfer'), op: z.string(), ids: z.tuple([z.string(), z.string()]) }),
  z.object({ do: z.literal('read'), id: z.string() }),
  z.object({ do: z.literal('changes'), after: z.string(), count: z.number() }),
]);
export type Request = z.output<typeof request>;

export const answer = z.object({
  status: z.number(), id: z.string().optional(), version: z.number().optional(), op: z.string().optional(), created: z.boolean().optional(),
  next: z.string().optional(), changes: z.array(z.object({ id: z.string(), version: z.number() })).optional(),
});
export type Answer = z.output<typeof answer>;

/** A client's memory of one request. */
export interface Event {
  readonly client: number;
  readonly request: Request;
  /** Milliseconds of the one clock of the proof. */
  readonly began: number;
  readonly ended: number;
  /** undefined: the answer was lost. */
  readonly answer: Answer | undefined;
}

/** A fault planted in the server, so that the checker shows that it can see. */
export const PLANTS = ['double-create', 'lost-update', 'phantom-commit', 'torn-transaction', 'skipped-change', 'stale-read'] as const;
export type Plant = (typeof PLANTS)[number];

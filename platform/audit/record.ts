import { z } from 'zod';
import type { Policy } from '#platform/access';

export type Outcome = 'done' | 'refused' | 'failed';

export interface Access {
  /** `noun.verb` */
  readonly action: string;
  /** `noun/id`: keys only, never names or content. */
  readonly target: string;
  /** Legal basis of the access where one must be named. */
  readonly basis?: string;
}

export interface Statement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** The INSERT that records an access. */
export function auditStatement(policy: Policy, access: Access, outcome: Outcome): Statement {
  return {
    sql: `insert into audit_event (actor, role, facility, action, target, outcome, purpose, basis, request_id)
          values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    params: [policy.actor.id, policy.role, policy.facility, access.action, access.target, outcome, policy.purpose, access.basis ?? null, policy.requestId],
  };
}

export const auditRow = z.object({
  id: z.string(), at: z.date(), actor: z.string(), role: z.string(), facility: z.string().nullable(),
  action: z.string(), target: z.string(), outcome: z.enum(['done', 'refused', 'failed']),
  purpose: z.string(), basis: z.string().nullable(), request_id: z.string().nullable(),
});
export type AuditRow = z.output<typeof auditRow>;

import { z } from 'zod';
import type { Basis } from './bases.ts';
import { holdsFor } from './bases.ts';
import type { ProtectedClass } from './classes.ts';
import { compiledPolicy } from './cedar/tree.ts';
import type { CompiledPolicy } from './cedar/tree.ts';
import compiled from './policies/compiled.json' with { type: 'json' };

export interface PolicySet {
  /** Cedar, as written. */
  readonly text: string;
  readonly policies: readonly CompiledPolicy[];
  readonly bases: readonly Basis[];
  readonly classes: readonly ProtectedClass[];
}

const basis = z.object({ basis: z.string(), display: z.string(), purposes: z.array(z.string()), law: z.string(), validFrom: z.string(), validTo: z.string().nullable() });
/** A policy set as it is kept. */
const protectedClass = z.object({ class: z.string(), display: z.string(), sealed: z.boolean(), law: z.string(), validFrom: z.string(), validTo: z.string().nullable() });
export const keptSet = z.object({ text: z.string(), policies: z.array(compiledPolicy), bases: z.array(basis), classes: z.array(protectedClass) });

export const SHIPPED: PolicySet = keptSet.parse(compiled);

let current: PolicySet = SHIPPED;

/** What holds now in this province: what an administrator put in force, else what is shipped. */
export const policySet = (): PolicySet => current;

/** Puts policies in force in this process; other processes follow by the table of policy sets. */
export function usePolicySet(set: PolicySet): void {
  current = set;
}

/**
 * The policies that hold for a purpose on a day: every forbid, and each permit whose basis holds.
 * @param on yyyyMMdd
 */
export function inForce(set: PolicySet, purpose: string, on: string): readonly CompiledPolicy[] {
  const known = remembered.get(set)?.get(`${purpose}|${on}`);
  if (known !== undefined) return known;
  const holding = new Set(set.bases.filter((one) => holdsFor(one, purpose, on)).map((one) => one.basis));
  const found = set.policies.filter((one) => one.effect === 'forbid' || (one.basis !== null && holding.has(one.basis)));
  const of = remembered.get(set) ?? new Map<string, readonly CompiledPolicy[]>();
  // A server that runs for months meets many days.
  if (of.size >= MOST_REMEMBERED) of.clear();
  remembered.set(set, of.set(`${purpose}|${on}`, found));
  return found;
}

const MOST_REMEMBERED = 50;
const remembered = new WeakMap<PolicySet, Map<string, readonly CompiledPolicy[]>>();

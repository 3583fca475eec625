import { z } from 'zod';
import type { Policy } from '#platform/access';
import { FAULTS, Fault } from '#platform/fault';

/** Which day is meant. `day` is yyyy-MM-dd. */
export interface DayKey { readonly facility: string; readonly destination: string; readonly day: string }

export const facilityCode = z.string().regex(/^[A-Za-z0-9]{1,20}$/u);
export const destinationName = z.string().regex(/^[a-z][a-z0-9-]{1,39}$/u);
export const dayParams = z.object({ facility: facilityCode, destination: destinationName, day: z.iso.date() });
export const reasonText = z.string().trim().min(5, 'Cần lý do, ít nhất 5 ký tự').max(500);
export const targetOf = (key: DayKey): string => `exchange-day/${key.facility}/${key.destination}/${key.day}`;

/**
 * The clerk of the facility itself. He alone sees what the facility's program says, what the receiver lists of visits that we do not know, and all numbers:
 * to others, who may not see every visit, they would tell how many they do not see.
 */
export const isOwn = (policy: Policy, facility: string): boolean => policy.role === 'facility' && policy.facility === facility;

/** Before anything is asked of the data. @throws Fault access.refused */
export function needOwn(policy: Policy, action: string, facility: string): void {
  if (!isOwn(policy, facility)) throw new Fault(FAULTS.refused, { action });
}

/** Who may look at a facility's day at all. @throws Fault access.refused */
export function needLook(policy: Policy, action: string, facility: string): void {
  if (policy.role !== 'department') needOwn(policy, action, facility);
}

import type { DoorAccount, Facility, ModeRow, Modes } from './api.ts';

/** How a facility's messages go to one receiver, today and from a later day on. */
export interface Going {
  readonly destination: string;
  readonly now: ModeRow | undefined;
  /** The row in force is the default of all. */
  readonly isDefault: boolean;
  readonly next: ModeRow | undefined;
}

export interface Connected {
  readonly facility: Facility;
  readonly going: readonly Going[];
  readonly accounts: readonly DoorAccount[];
}

/** Every facility that has an account or a mode of its own, and the caller's; by code. @param today yyyyMMdd */
export function connectedOf(accounts: readonly DoorAccount[], modes: Modes, own: Facility | null, today: string): Connected[] {
  const facilities = new Map<string, Facility>();
  for (const one of [...(own === null ? [] : [own]), ...accounts.map((each) => each.facility), ...modes.items.flatMap((each) => each.facility ?? [])]) if (!facilities.has(one.code)) facilities.set(one.code, one);
  return [...facilities.values()].sort((a, b) => (a.code < b.code ? -1 : 1)).map((facility) => ({
    facility, accounts: accounts.filter((one) => one.facility.code === facility.code),
    going: modes.destinations.map((destination): Going => {
      const of = (code: string | null): ModeRow[] => modes.items.filter((row) => row.destination === destination && (row.facility?.code ?? null) === code);
      const own = of(facility.code);
      const now = own.findLast((row) => row.from <= today);
      return { destination, now: now ?? of(null).findLast((row) => row.from <= today), isDefault: now === undefined, next: own.find((row) => row.from > today) };
    }),
  }));
}

/** What was typed as addresses: by line, comma or space. */
export const addressesIn = (text: string): string[] => text.split(/[\s,;]+/u).filter((one) => one !== '');

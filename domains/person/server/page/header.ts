import type { Tx } from '#platform/db';
import { byPatient, readResource } from '#platform/store';
import type { Stored } from '#platform/store';
import { coverage, extensionText, patient } from './fhir.ts';

/** Where the person lives and their newest card, from the source that saw them last. */
export async function headerOf(tx: Tx, latestPatient: string | undefined, facilityName: (code: string) => string): Promise<{ address: string | null; cardState: CardState | null }> {
  if (latestPatient === undefined) return { address: null, cardState: null };
  const found = await readResource(tx, 'Patient', latestPatient);
  const covers = await byPatient(tx, latestPatient, ['Coverage']);
  return { address: addressOf(found), cardState: newestCard(covers, facilityName) };
}

/** As written, else commune and province; null when the Patient says nothing. */
export function addressOf(found: Stored | undefined): string | null {
  const address = found === undefined ? undefined : patient.parse(found.resource).address[0];
  return address?.text ?? ([address?.city, address?.state].filter((part) => part !== undefined).join(', ') || null);
}

export interface CardState {
  readonly number: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Where the card is registered for first care (MA_DKBD). */
  readonly registeredAt: { readonly code: string; readonly name: string } | null;
}

/** The card that holds longest. */
export function newestCard(covers: readonly Stored[], facilityName: (code: string) => string): CardState | null {
  const place = (code: string | null) => (code === null ? null : { code, name: facilityName(code) });
  const cards = covers.map((one) => coverage.parse(one.resource)).flatMap((one): CardState[] => (one.subscriberId === undefined ? []
    : [{ number: one.subscriberId, from: one.period?.start ?? null, to: one.period?.end ?? null, registeredAt: place(extensionText(one, 'registered-facility')) }]));
  return cards.sort((a, b) => (b.to ?? '').localeCompare(a.to ?? '') || (b.from ?? '').localeCompare(a.from ?? ''))[0] ?? null;
}

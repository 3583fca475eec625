import type { Context } from '#platform/room';
import type { MessageKind } from './message.ts';

/**
 * What can be done when an answer is lost.
 * dedupe: the other side takes the same message twice for one, so it may be sent again.
 * query: the other side can be asked whether it has it.
 * none: nobody can tell; a person decides.
 */
export type Ability = 'dedupe' | 'query' | 'none';

/** A message as its sender sees it. */
export interface Outgoing {
  readonly id: string;
  readonly kind: MessageKind;
  readonly facility: string;
  readonly maLk: string;
  readonly revision: number;
  readonly file: string;
  readonly position: number;
  /** yyyy-MM-dd of the event. */
  readonly day: string | null;
  /** SHA-256 of the bytes of an earlier try; null before the first. */
  readonly sent: string | null;
}

export type SendResult =
  /** The other side confirmed. `receivedAt`: ISO 8601, by its own clock. */
  | { readonly outcome: 'received'; readonly receipt: string; readonly receivedAt: string | null; readonly answer: string }
  /** It said no to this message: sending the same again would not help. */
  | { readonly outcome: 'refused'; readonly answer: string }
  /** Certain that nothing arrived. `pause`: the trouble concerns the destination, not this message. */
  | { readonly outcome: 'not-sent'; readonly answer: string; readonly pause: boolean }
  /** It may have arrived. */
  | { readonly outcome: 'unknown'; readonly answer: string };

export interface Destination {
  readonly name: string;
  readonly ability: Ability;
  /** Most messages a second, and at one time. */
  readonly perSecond: number;
  readonly parallel: number;
  /** Seconds until an answer counts as lost. */
  readonly patience: number;
  /** The bytes that go out. @throws UnsendableError when no repetition would help, NotReadyError when one will */
  payload(message: Outgoing): Promise<Uint8Array>;
  /** Sends once. Must not throw for what the other side or the line does; what it throws counts as unknown. */
  send(message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult>;
  /** With ability `query`: what became of it; `absent`: certainly not there. */
  query?(message: Outgoing, signal: AbortSignal): Promise<SendResult | 'absent'>;
}

/** The message cannot be sent as it is; the text (Vietnamese) says why and what to do. */
export class UnsendableError extends Error {
  override name = 'UnsendableError';
}

/** The bytes cannot be made now, but perhaps later: tried again. The text (Vietnamese) says why and what to do. */
export class NotReadyError extends Error {
  override name = 'NotReadyError';
}

const registered = new WeakMap<object, Map<string, Destination>>();

/** Adapters register before the jobs start. @throws Error when the name is taken or the ability has no function */
export function registerDestination(context: Pick<Context, 'db'>, destination: Destination): void {
  const known = registered.get(context.db) ?? new Map<string, Destination>();
  if (known.has(destination.name)) throw new Error(`destination ${destination.name} is registered twice`);
  if (destination.ability === 'query' && !destination.query) throw new Error(`destination ${destination.name} cannot be queried`);
  registered.set(context.db, known.set(destination.name, destination));
}

export function destinationsOf(context: Pick<Context, 'db'>): Destination[] {
  return [...(registered.get(context.db)?.values() ?? [])];
}

export function isConnected(context: Pick<Context, 'db'>, name: string): boolean {
  return registered.get(context.db)?.has(name) ?? false;
}

import type { Database } from '#platform/db';
import type { Context } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';
import { readKey } from './factor/box.ts';
import { limitsOf } from './law/limits.ts';
import type { Limits } from './law/limits.ts';
import { INNER_DEFAULT, innerNetworks } from './session/origin.ts';
import { turnstile } from './turnstile.ts';

export interface SessionTimes {
  readonly idleMinutes: number;
  readonly hours: number;
}

/** What the parts of identity share. */
export interface Desk {
  readonly db: Database;
  readonly times: SessionTimes;
  /** 32 bytes that close the secrets of second factors. */
  key(): Buffer;
  /** Whether an address lies in the configured inner networks. */
  inner(address: string): boolean;
  /** Whether calls from outside need a second factor. */
  readonly outsideNeedsSecond: boolean;
  /** A demonstration goes on without second factors. */
  readonly demonstration: boolean;
  limits(): Limits;
  /** yyyyMMdd in Vietnam. */
  today(): string;
  /** Runs costly hashing in its turn. */
  inTurn<T>(work: () => Promise<T>): Promise<T>;
}

/** Password checks at a time, so that files can be read and written beside them, and those that may wait: some three seconds of work. */
const CHECKS_AT_ONCE = 2;
const MOST_WAITING = 64;

export interface DeskOptions {
  readonly db: Database;
  readonly times: SessionTimes;
  /** Where `identity.key` is kept. */
  readonly dataFolder: string;
  /** Given from outside instead of the file: base64 of 32 bytes. */
  readonly key?: string | undefined;
  readonly innerNetworks?: string;
  readonly outsideNeedsSecond?: boolean;
  readonly demonstration?: boolean;
  readonly today?: () => string;
}

export function openDesk(options: DeskOptions): Desk {
  let key: Buffer | undefined;
  return {
    db: options.db, times: options.times, key: () => (key ??= readKey(options.dataFolder, options.key)), inner: innerNetworks(options.innerNetworks ?? INNER_DEFAULT),
    outsideNeedsSecond: options.outsideNeedsSecond ?? true, demonstration: options.demonstration ?? false, limits: () => limitsOf(options.db),
    today: options.today ?? (() => dayInVietnam(Date.now())), inTurn: turnstile(CHECKS_AT_ONCE, MOST_WAITING),
  };
}

const open = new WeakMap<Database, Desk>();

/** The one desk of a running server. */
export function deskOf(context: Context): Desk {
  const found = open.get(context.db);
  if (found) return found;
  const { settings } = context;
  const desk = openDesk({
    db: context.db, times: { idleMinutes: settings.sessionIdleMinutes, hours: settings.sessionHours }, dataFolder: settings.dataFolder, key: settings.identityKey,
    innerNetworks: settings.innerNetworks, outsideNeedsSecond: settings.outsideSecond, demonstration: context.installation.kind === 'demonstration',
  });
  open.set(context.db, desk);
  return desk;
}

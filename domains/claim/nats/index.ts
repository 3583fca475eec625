/** Lines to NATS JetStream, between a province and a centre: what is set for them, how they are opened. */
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import { z } from 'zod';
import { withSecrets } from '#platform/config';

const word = z.string().regex(/^[A-Za-z0-9_-]{1,60}$/u);
/** Fields of any end of such a line. `password` and `token` may name the environment: `${NAME}`. */
export const natsFields = {
  servers: z.array(z.string().min(1).max(300)).min(1).max(10), stream: word, subject: z.string().max(200).regex(/^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*$/u),
  user: z.string().min(1).max(100).optional(), password: z.string().min(1).max(300).optional(), token: z.string().min(1).max(300).optional(),
} as const;
const natsEnd = z.object(natsFields);
export type NatsEnd = z.output<typeof natsEnd>;

/** Secrets of a description out of the environment. @throws Error with Vietnamese words */
export function withNatsSecrets<T extends NatsEnd>(setting: string, end: T, environment: Readonly<Record<string, string | undefined>>): T {
  const { password, token } = end;
  return { ...end, ...(password === undefined ? {} : { password: withSecrets(setting, password, environment) }), ...(token === undefined ? {} : { token: withSecrets(setting, token, environment) }) };
}

/** A message's own subject. @returns `<subject>.<facility>.<kind>.<id>` */
export const subjectOf = ({ subject }: Pick<NatsEnd, 'subject'>, { facility, kind, id }: { readonly facility: string; readonly kind: string; readonly id: string }): string => `${subject}.${facility}.${kind}.${id}`;

/** What such a subject says; undefined when it is none. */
export function readSubject({ subject }: Pick<NatsEnd, 'subject'>, text: string): { facility: string; kind: string; id: string } | undefined {
  const [, facility = '', kind = '', id = ''] = (text.startsWith(`${subject}.`) ? /^([0-9A-Za-z]{5,20})\.([a-z][a-z0-9-]{1,30})\.([0-9a-f-]{36})$/u.exec(text.slice(subject.length + 1)) : null) ?? [];
  return facility === '' ? undefined : { facility, kind, id };
}

/** A line, opened when needed and anew after it broke. */
export class NatsLine {
  readonly #end: NatsEnd;
  #held: Promise<NatsConnection> | undefined;

  constructor(end: NatsEnd) {
    this.#end = end;
  }

  /** @throws when nobody answers there or takes us */
  open(): Promise<NatsConnection> {
    if (this.#held !== undefined) return this.#held;
    const { servers, user, password, token } = this.#end;
    const held = connect({ servers: [...servers], timeout: 5_000, reconnect: false, ...(user === undefined ? {} : { user }), ...(password === undefined ? {} : { pass: password }), ...(token === undefined ? {} : { token }) });
    this.#held = held;
    void this.#watch(held);
    return held;
  }

  async close(): Promise<void> {
    await (await this.#held?.catch(() => undefined))?.close();
  }

  /** A line that ended is opened anew by whoever needs it next. */
  async #watch(held: Promise<NatsConnection>): Promise<void> {
    try {
      await (await held).closed();
    } catch {
      // Not reached: whoever asked says so.
    }
    if (this.#held === held) this.#held = undefined;
  }
}

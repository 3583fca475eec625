import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Named } from './corpus.ts';
import { load, NAMES, type Name } from './validators.ts';

const KnownAlarms = z.array(z.strictObject({ validator: z.enum(NAMES), alarm: z.string(), reason: z.string() }));

/** False alarms of the other validators, each with why it is one. */
export function knownAlarms(): { validator: Name; alarm: RegExp; reason: string }[] {
  return KnownAlarms.parse(JSON.parse(readFileSync(new URL('../peers/known-alarms.json', import.meta.url), 'utf8'))).map((one) => ({ ...one, alarm: new RegExp(one.alarm) }));
}

export interface Verdict {
  readonly validator: Name;
  /** Resources that it refuses. */
  readonly refused: number;
  /** Refused for nothing but known false alarms: times by reason. */
  readonly known: ReadonlyMap<string, number>;
  /** Refused, while ours finds nothing and no known alarm explains it: resource, and what is said of it. */
  readonly unexplained: readonly { readonly name: string; readonly said: readonly string[] }[];
  /** Refused by ours and not by it. */
  readonly missed: readonly string[];
}

export interface Agreement {
  /** What ours says of what it refuses. */
  readonly ours: readonly { readonly name: string; readonly said: readonly string[] }[];
  readonly others: readonly Verdict[];
}

/** Asks all validators of all resources. */
export function compare(resources: readonly Named[]): Agreement {
  const alarms = knownAlarms();
  const own = load('yteso');
  const ours = resources.flatMap(({ name, resource }) => {
    const said = own(resource);
    return said.length > 0 ? [{ name, said }] : [];
  });
  const refusedByUs = new Set(ours.map((one) => one.name));
  const others = (['@medplum/core', 'fhir', 'ajv'] as const).map((validator): Verdict => {
    const say = load(validator);
    const mine = alarms.filter((one) => one.validator === validator);
    const known = new Map<string, number>();
    const unexplained: { name: string; said: string[] }[] = [];
    const missed: string[] = [];
    let refused = 0;
    for (const { name, resource } of resources) {
      // A copy: some write into what they are given.
      const said = say(structuredClone(resource));
      if (said.length === 0) {
        if (refusedByUs.has(name)) missed.push(name);
        continue;
      }
      refused += 1;
      if (refusedByUs.has(name)) continue;
      const left = said.filter((line) => !mine.some((one) => one.alarm.test(line)));
      if (left.length > 0) unexplained.push({ name, said: left });
      else for (const reason of new Set(said.flatMap((line) => mine.filter((one) => one.alarm.test(line)).map((one) => one.reason)))) known.set(reason, (known.get(reason) ?? 0) + 1);
    }
    return { validator, refused, known, unexplained, missed };
  });
  return { ours, others };
}

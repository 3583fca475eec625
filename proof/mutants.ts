/**
 * Mutated requests over every route, as every kind of caller, in the process and by a socket: no 5xx that is not meant, no error in another form, no crash,
 * memory flat. `npm run proof -- mutants [REQUESTS] [SEED]` (default 1000000, 7).
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { databaseAddress, startTestCluster } from '#platform/db/testing';
import { openDatabase, rolesOf } from '#platform/db';
import { passingKeys, useSealKeys } from '#platform/seal';
import { attack } from './mutants/attack.ts';
import { attacked } from './mutants/world.ts';

const count = Number(process.argv[2] ?? 1_000_000);
const seed = Number(process.argv[3] ?? 7);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
if (typeof collect === 'function') Reflect.set(globalThis, 'gc', collect);

const thrown: string[] = [];
for (const event of ['unhandledRejection', 'uncaughtException'] as const) process.on(event, (error) => { thrown.push(error instanceof Error ? error.stack ?? error.message : String(error)); });

const cluster = await startTestCluster();
useSealKeys(passingKeys());
const db = openDatabase({ url: databaseAddress(cluster.url, 'yteso_template'), schema: 'province', poolSize: 10, roles: rolesOf('province') });
const target = await attacked(db);
const { asked, byStatus, faults, heap, seconds, unreached } = await attack(target, count, seed, say);
for (const one of faults) say(one);
for (const one of new Set(target.errors.map((line) => line.replace(/"time":\d+|"requestId":"[^"]*"/gu, '')))) say(`log: ${one.trim().slice(0, 900)}`);
for (const one of thrown) say(`not caught: ${one}`);
say(`statuses ${Object.entries(byStatus).map(([status, times]) => `${status}: ${times}`).join(', ')}`);
say(`${unreached.length} of ${target.routes.length} routes always refused: ${unreached.join(', ')}`);
say(`${asked} requests as ${target.callers.size} callers in ${Math.round(seconds)} s (${Math.round(asked / seconds)}/s), ${faults.length} kinds of fault, ${thrown.length} not caught; heap MB ${heap.map((one) => Math.round(one / 1e6)).join(' ')}`);
await target.app.close();
await db.close();
await cluster.stop();
process.exit(faults.length + thrown.length === 0 ? 0 : 1);

/**
 * Messages to three receivers of the three abilities (dedupe, query, none), every failure of the stand-ins' switchboard at random, kill −9 of sender, PostgreSQL
 * and receivers. Their ledgers must show exactly one effect each for dedupe and query, at most one for none; every message ends settled or unknown; the receiver's
 * list then names exactly the unknown ones. The same with a sender that sends again what may have arrived, which must be found.
 * `npm run proof -- chaos [MESSAGES] [KILLS] [SEED]` (default 20000, 60, chaos).
 */
import { randomOf } from '#domains/synthetic/rules';
import { run } from './chaos/run.ts';

const [messages = '20000', kills = '60', seed = 'chaos'] = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const drawOf = (name: string): (() => number) => { const random = randomOf(name); return () => random.between(0, 999_999) / 1_000_000; };
const found = await run({ each: Math.ceil(Number(messages) / 3), kills: Number(kills), draw: drawOf(seed), say });
say(`${found.messages} messages in ${found.seconds.toFixed(0)} s, killed ${found.kills}: ${Object.entries(found.states).sort().map(([name, count]) => `${name} ${count}`).join(', ')}`);
say(`unknown at the insurer: ${found.arrived} had arrived, ${found.absent} had not; ${found.faults.length} faults`);
for (const fault of found.faults.slice(0, 20)) say(`  ${fault}`);
const blind = await run({ each: 150, kills: 2, draw: drawOf(`${seed}-plant`), plant: 'resend-unknown', say: () => {} });
say(`planted (sends again what may have arrived): ${blind.faults.length} faults found; the first: ${blind.faults[0] ?? 'none'}`);
if (found.faults.length > 0 || blind.faults.length === 0) process.exitCode = 1;

/**
 * The compiled policies against Cedar's own engine, and in the same run how fast each decides. `npm run proof -- access [REQUESTS] [SEED]` (default 100000).
 */
import fc from 'fast-check';
import { decide, SHIPPED, viewOf } from '#platform/access';
import { ACTIONS, anyCaller, anyRecord, oracleOf, shippedTexts } from '#platform/access/testing';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 4);
const ON = '20261126';
const say = (line: string): void => { process.stdout.write(`${line}\n`); };

const requests = fc.sample(fc.tuple(anyCaller, fc.constantFrom(...ACTIONS), anyRecord), { numRuns: count, seed }).map(([caller, action, record]) => ({ caller, action, record, view: viewOf(caller.policy, caller.standing, ON) }));
const cpu = (): number => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };

const began = cpu();
const ours = requests.map(({ view, action, record }) => decide(view, action, record).allowed);
const mid = cpu();
const texts = shippedTexts(SHIPPED);
const oracles = new Map<string, ReturnType<typeof oracleOf>>();
let differ = 0;
requests.forEach(({ caller, action, record }, at) => {
  const oracle = oracles.get(caller.policy.purpose) ?? oracleOf(SHIPPED, texts, caller.policy.purpose, ON);
  oracles.set(caller.policy.purpose, oracle);
  if (oracle(action, caller, record) !== ours[at]) differ += 1;
});
const end = cpu();
const allowed = ours.filter(Boolean).length;
say(`${count} requests (${allowed} allowed, ${count - allowed} refused), ${differ} decided otherwise by cedar-wasm`);
say(`compiled ${Math.round(count / (mid - began))} decisions per CPU-second, cedar-wasm ${Math.round(count / (end - mid))}: ${((end - mid) / (mid - began)).toFixed(0)} times`);
if (differ > 0) process.exitCode = 1;

/**
 * Many clients at the record at once: conditional creates on the same criteria, transactions that cross, answers that get lost, server and PostgreSQL
 * killed (−9). Then everything that was answered is compared with what is there. The same with one planted fault of each kind, which must be found.
 * `npm run proof -- concurrency [CLIENTS] [REQUESTS OF EACH] [KILLS] [SEED]` (default 16, 600, 12).
 */
import { PLANTS } from './concurrency/protocol.ts';
import { run } from './concurrency/run.ts';

const [clients = '16', requests = '600', kills = '12', seed = 'concurrency'] = process.argv.slice(2);
const say = (line: string): void => { process.stdout.write(`${line}\n`); };
const sound = await run({ clients: Number(clients), requests: Number(requests), kills: Number(kills), seed, say });
say(`${clients} clients: ${sound.acknowledged} requests acknowledged, ${sound.lost} answers lost, killed ${sound.kills}; faults ${sound.faults.length}`);
for (const fault of sound.faults.slice(0, 20)) say(`  ${fault}`);
let blind = 0;
for (const plant of PLANTS) {
  const found = await run({ clients: Number(clients), requests: 120, kills: 0, seed: `${seed}-${plant}`, plant, say });
  if (found.faults.length === 0) blind += 1;
  say(`planted ${plant}: ${found.faults.length} faults found; the first: ${found.faults[0] ?? 'none'}`);
}
if (sound.faults.length > 0 || blind > 0) process.exitCode = 1;

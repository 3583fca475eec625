/**
 * A synchronous standby: two embedded clusters, writes through the store with what was acknowledged noted outside, kill −9 of the primary with all its
 * processes, promotion. Nothing acknowledged may be missing, and a reader of changes who goes on may miss nothing. `npm run proof -- standby [SECONDS] [TIMES]`
 * (default 15 seconds, 3 times).
 */
import { failover } from './standby/run.ts';

const [seconds = '15', times = '3'] = process.argv.slice(2);
for (let time = 1; time <= Number(times); time += 1) {
  const found = await failover(Number(seconds), () => {});
  process.stdout.write(`${time}: ${found.acknowledged} resources acknowledged (${found.perSecond.toFixed(0)} a second), ${found.killed} processes killed; lost ${found.lost}, changes skipped ${found.skipped}, epochs ${found.epochs}; first write after ${(found.outageMs / 1000).toFixed(1)} s\n`);
  if (found.lost > 0 || found.skipped > 0) process.exitCode = 1;
}

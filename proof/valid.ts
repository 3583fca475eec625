import { corpus } from '../bench/validator/corpus.ts';
import { compare } from '../bench/validator/disagree.ts';
import { installPeers } from '../bench/validator/validators.ts';

/**
 * Resources are valid not by our own word alone: four validators of different make are asked. Argument: an NDJSON file or a folder of them; default the official
 * examples. Fails when another validator refuses what ours takes, for a reason that is not a known false alarm (bench/peers/known-alarms.json), or when ours refuses a
 * resource of the file.
 */
const [path] = process.argv.slice(2);
const SHOWN = 20;
installPeers();
const resources = corpus(path);
const { ours, others } = compare(resources);
const out = (line: string): void => { process.stdout.write(`${line}\n`); };

out(`${resources.length} resources of ${new Set(resources.map((one) => one.resource.resourceType)).size} types`);
out(`yteso refuses ${ours.length}`);
for (const { name, said } of ours.slice(0, SHOWN)) out(`  ${name}: ${said.slice(0, 3).join('; ')}`);
for (const verdict of others) {
  out(`${verdict.validator} refuses ${verdict.refused}; does not see ${verdict.missed.length} that yteso refuses`);
  for (const [reason, times] of verdict.known) out(`  ${times} × known false alarm: ${reason}`);
  for (const { name, said } of verdict.unexplained.slice(0, SHOWN)) out(`  UNEXPLAINED ${name}: ${said.slice(0, 3).join('; ')}`);
}
const unexplained = others.reduce((sum, one) => sum + one.unexplained.length, 0);
const failed = unexplained > 0 || (path !== undefined && ours.length > 0);
out(failed ? `FAILED: ${unexplained} unexplained, ${ours.length} refused` : 'All that yteso takes is valid by the others, known false alarms aside');
process.exitCode = failed ? 1 : 0;

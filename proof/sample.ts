import { sampleIsAvailable, spoilSample } from '#domains/synthetic/server';

/** The de-identified dossier, spoiled in forty single places: what was found at each. */
if (!sampleIsAvailable()) {
  process.stdout.write('The sample is not available here.\n');
} else {
  const results = spoilSample();
  for (const { place, value, found } of results) process.stdout.write(`${place.padEnd(26)} ${`"${value}"`.padEnd(20)} ${found.join(', ') || 'NOT FOUND'}\n`);
  const missed = results.filter((result) => result.found.length === 0).length;
  process.stdout.write(`\n${results.length - missed} of ${results.length} found\n`);
  if (missed > 0) process.exitCode = 1;
}

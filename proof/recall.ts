import { RULES } from '#domains/claim/rules';
import { measureRecall } from '#domains/synthetic/server';

/**
 * Damages dossiers of a large synthetic province in every known way, several of each, and prints for each rule how many were found;
 * and how many of the undamaged dossiers were wrongly accused. Arguments: visits (default 3000), damaged dossiers a spoil (default 10).
 */
const visits = Number(process.argv[2] ?? 3000);
const each = Number(process.argv[3] ?? 10);
const recall = measureRecall({ people: Math.max(500, Math.round(visits / 3)), visits, seed: 'proof', each, asOf: '20261121' });

const rows = RULES.map((rule) => {
  const own = recall.spoils.filter((result) => result.spoil.rule === rule.code);
  const applied = own.reduce((sum, result) => sum + result.applied, 0);
  const found = own.reduce((sum, result) => sum + result.found, 0);
  return { rule, applied, found, ways: own.length };
});
for (const { rule, applied, found, ways } of rows) {
  process.stdout.write(`${rule.code.padEnd(14)} ${String(ways).padStart(2)} ways ${String(found).padStart(4)}/${String(applied).padEnd(4)} ${applied === 0 ? '-' : `${((100 * found) / applied).toFixed(0)} %`}  ${rule.severity.padEnd(8)} ${rule.title}\n`);
}
const applied = rows.reduce((sum, row) => sum + row.applied, 0);
const found = rows.reduce((sum, row) => sum + row.found, 0);
process.stdout.write(`\n${RULES.length} rules, ${recall.spoils.length} ways to damage, ${applied} damaged dossiers, ${found} found\n`);
process.stdout.write(`${recall.valid} valid visits (with their check-ins): ${recall.falseAlarms.length} false alarms (error or warning); remarks: ${[...recall.remarks].map(([rule, count]) => `${rule} ${count}`).join(', ') || 'none'}\n`);
for (const alarm of recall.falseAlarms.slice(0, 10)) process.stdout.write(`FALSE ALARM ${alarm}\n`);
for (const result of recall.spoils) for (const missed of result.missed) process.stdout.write(`MISSED ${result.spoil.rule} (${result.spoil.what}): ${missed}\n`);
if (found < applied || recall.falseAlarms.length > 0) process.exitCode = 1;

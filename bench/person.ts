/**
 * B7, the pure part: finding the same people. The open Vietnamese set (bench/people) from seeds that no training saw: quality at 100,000 people of two provinces,
 * quality and cost at a million; and FEBRL 4 when its folder is given. `npm run bench -- person [FEBRL_FOLDER [LARGE]]` (default 1,000,000 lines)
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { machine } from './machine.ts';
import { measureFebrl } from './people/febrl.ts';

const Score = z.looseObject({
  truePairs: z.number(), joined: z.looseObject({ pairs: z.number(), wrong: z.number(), precision: z.number(), recall: z.number() }), recallWithQuestions: z.number(),
  workList: z.looseObject({ questions: z.number(), shareOfPersons: z.number(), personsInvolved: z.number() }), threshold: z.looseObject({ bestF1: z.number(), precisionAtRecall97: z.number() }), newbornsJoined: z.number(),
});
const Measured = z.looseObject({
  rows: z.number(), seconds: z.looseObject({ with_reading: z.number(), alone: z.number() }), cpuMs: z.looseObject({ with_reading: z.number(), alone: z.number() }), maxRssMb: z.number(),
  blocking: z.looseObject({ pairs: z.number(), recall: z.number(), largest: z.number(), dropped: z.number() }), comparedPerSecond: z.number(), all: Score, minority: Score,
});

const [febrl = process.env['YTESO_FEBRL'] ?? '', large = '1000000'] = process.argv.slice(2);
const where = machine();
/** Lines are about 1.045 a person. */
const SETS = [['test-1', '100000', '62'], ['test-2', '100000', '12'], ['test-3', String(Math.round(Number(large) / 1.045)), '62']] as const;
const script = fileURLToPath(new URL('./people/measure.ts', import.meta.url));
const sets = SETS.map((set) => Measured.parse(JSON.parse(execFileSync(process.execPath, ['--max-old-space-size=8192', script, ...set], { encoding: 'utf8' }))));
const result = { bench: 'person', machine: where, workers: 1, sets, febrl4: febrl === '' ? null : measureFebrl(febrl), febrl4WithoutNumber: febrl === '' ? null : measureFebrl(febrl, ['soc_sec_id']) };
writeFileSync(new URL('./results/person.json', import.meta.url), `${JSON.stringify(result, null, 2)}\n`);

const percent = (share: number, digits = 2): string => `${(share * 100).toFixed(digits)} %`;
process.stdout.write(`${where.cpu}, ${where.node}, load ${where.load.join(' ')}, one thread\n`);
for (const [i, one] of sets.entries()) {
  process.stdout.write(`${SETS[i]?.join(' ') ?? ''}: ${one.rows} descriptions in ${one.seconds.with_reading.toFixed(1)} s (without making them ${one.seconds.alone.toFixed(1)} s, ${one.cpuMs.alone} CPU-ms), peak ${one.maxRssMb} MB; ${one.blocking.pairs} pairs, ${Math.round(one.comparedPerSecond)} compared a second, blocking keeps ${percent(one.blocking.recall)}\n`);
  for (const [name, score] of [['all', one.all], ['minorities', one.minority]] as const) {
    process.stdout.write(`  ${name.padEnd(11)} joined ${score.joined.pairs}, wrong ${score.joined.wrong}, recall ${percent(score.joined.recall)}; with the work list ${percent(score.recallWithQuestions)}, questions ${percent(score.workList.shareOfPersons)} of persons (${percent(score.workList.personsInvolved)} of persons stand in one); threshold alone: best F1 ${score.threshold.bestF1.toFixed(4)}, precision at recall 0.97 ${percent(score.threshold.precisionAtRecall97)}; newborns joined ${score.newbornsJoined}\n`);
  }
}
process.stdout.write(result.febrl4 === null || result.febrl4WithoutNumber === null ? 'FEBRL 4: no folder given\n' : `FEBRL 4, no labels: F1 ${result.febrl4.f1.toFixed(4)} (precision ${percent(result.febrl4.precision)}, recall ${percent(result.febrl4.recall)}; without one partner each F1 ${result.febrl4.f1WithoutOnePartner.toFixed(4)}); without the social-security number F1 ${result.febrl4WithoutNumber.f1.toFixed(4)} (${result.febrl4WithoutNumber.f1WithoutOnePartner.toFixed(4)})\n`);

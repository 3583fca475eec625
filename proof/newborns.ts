import { tryBirths } from '../bench/people/births.ts';

/** Births written under a parent's name, number and card: none may join anybody. Argument: births (default 100000). */
const births = Number(process.argv[2] ?? 100_000);
const figures = tryBirths('proof', births, (so) => { process.stderr.write(`${so.births} births\n`); });
process.stdout.write(`${figures.births} births, ${figures.unknown} not known as newborn, ${figures.joined} joined to anybody, ${figures.asked} asked about (${figures.askedAboutParent} beside somebody who is no newborn)\n`);
if (figures.joined > 0) process.exitCode = 1;

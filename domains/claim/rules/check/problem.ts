import { memoryCatalogues } from '#platform/catalogue/rules';
import type { Finding, ReadProblem } from '../model/index.ts';
import { checkWith } from './engine.ts';
import { READING_RULES } from './rules/structure/reading.ts';

const NO_CATALOGUES = memoryCatalogues({ versions: [] });

/** The findings of something that could not be read at all: a broken dossier, or the file around them. The rule and its law are those of the same fault inside a dossier. */
export function problemFindings(problem: ReadProblem): Finding[] {
  return checkWith(READING_RULES, { kind: 'claim', position: 0, facility: '', createdOn: '', tables: new Map(), problems: [problem] }, NO_CATALOGUES, { asOf: '' });
}

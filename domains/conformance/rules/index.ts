/** From findings to a report of conformance. Pure. */
export { reportOf, tally } from './report.ts';
export type { Conformance, ConformanceRule, ConformanceFile, DossierResult, FileResult, GroupScore, Judge } from './report.ts';

export { CAUSES, isQuiet, remedyOf } from './columns.ts';
export type { Cause, Explained, ListedVisit, OurMessage, Remedy, SourceColumn } from './columns.ts';
export { COUNT, differencesOf } from './differences.ts';
export type { Clock as DayClock, Differences, Line } from './differences.ts';
export { gapCandidates, gapsOf } from './gaps.ts';
export { LIST_FIELDS, listLines, plainHeading, visitsOf } from './list.ts';
export type { ListField, ListLine, ListedLines, ListReading, ListWords } from './list.ts';

/** Judging files of a vendor: reading, the hash of what judged, the paper. */
export { buildHash } from './build.ts';
export { judgeFile, judgeFiles, nameOf } from './judge.ts';
export type { JudgeOptions } from './judge.ts';
export { conformanceRoom } from './room.ts';
export { conformancePaper, resultHash } from './paper.ts';

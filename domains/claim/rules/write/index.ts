export { canonical } from './canonical.ts';
export { UnwritableError } from './escape.ts';
export { writeChunks, writeFile, type FileToWrite, type StreamToWrite, type WriteOptions } from './file.ts';
export { writeTable } from './table.ts';

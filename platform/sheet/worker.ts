import { parentPort, workerData } from 'node:worker_threads';
import { readSheet } from 'read-excel-file/node';
import { z } from 'zod';

/** One sheet, one thread: see apart.ts. */
const { bytes, most } = z.object({ bytes: z.instanceof(Uint8Array), most: z.object({ rows: z.number(), columns: z.number() }) }).parse(workerData);
const rows = await readSheet(Buffer.from(bytes), 1).catch(() => undefined);
const told = rows === undefined ? { wrong: 'unreadable' } : rows.length > most.rows ? { wrong: 'long' } : rows.some((row) => row.length > most.columns) ? { wrong: 'wide' } : { rows };
parentPort?.postMessage(told, []);

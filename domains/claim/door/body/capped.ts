import type { Readable } from 'node:stream';
import { FAULTS, Fault } from '#platform/fault';
import { DOOR_FAULTS } from '../faults.ts';

/** Bytes of bodies that this process holds at one time, whoever sends them. */
const MOST_HELD = 256 * 1024 * 1024;
let held = 0;

/**
 * Reads a body into memory, works with it and lets it go.
 * @param limit bytes
 * @throws Fault door.too-large | server.busy-door | request.cut-off
 */
export async function withBody<T>(stream: Readable, limit: number, work: (body: Buffer) => Promise<T>): Promise<T> {
  const chunks: Buffer[] = [];
  let mine = 0;
  try {
    for await (const chunk of stream) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
      mine += bytes.length;
      held += bytes.length;
      if (mine > limit) throw new Fault(DOOR_FAULTS.tooLarge);
      if (held > MOST_HELD) throw new Fault(DOOR_FAULTS.busy);
      chunks.push(bytes);
    }
    if ('complete' in stream && stream.complete === false) throw new Fault(FAULTS.cutOff);
    return await work(Buffer.concat(chunks.splice(0)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw new Fault(FAULTS.cutOff, {}, { cause: error });
    throw error;
  } finally {
    held -= mine;
  }
}

const atWork = new Map<string, number>();

/** A facility has so many uploads at work at one time and no more; the others are told to wait. @throws Fault server.busy-door */
export async function inTurnOf<T>(facility: string, most: number, work: () => Promise<T>): Promise<T> {
  const now = atWork.get(facility) ?? 0;
  if (now >= most) throw new Fault(DOOR_FAULTS.busy);
  atWork.set(facility, now + 1);
  try {
    return await work();
  } finally {
    const left = (atWork.get(facility) ?? 1) - 1;
    if (left === 0) atWork.delete(facility);
    else atWork.set(facility, left);
  }
}

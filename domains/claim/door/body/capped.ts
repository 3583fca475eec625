import { FAULTS, Fault } from '#platform/fault';
import { DOOR_FAULTS } from '../faults.ts';
import { letGo } from './let-go.ts';

/** Bytes of bodies that this process holds at one time, whoever sends them; of one facility half of it, so that a slow or a wicked one leaves room for others. */
const MOST_HELD = 256 * 1024 * 1024;
const MOST_OF_ONE = MOST_HELD / 2;
const held = new Map<string, number>();
let heldByAll = 0;

/** Who sent a long body is not known before it is read: all such share one share. No facility is called so. */
export const STRANGER = '';

function hold(facility: string, bytes: number): void {
  const now = (held.get(facility) ?? 0) + bytes;
  if (now <= 0) held.delete(facility);
  else held.set(facility, now);
  heldByAll += bytes;
}

/**
 * Reads a body into memory, works with it and lets it go.
 * @param limit bytes
 * @param facility whose body it is, or `STRANGER`; null: a short one of somebody unknown, which takes no room from anybody
 * @throws Fault door.too-large | server.busy-door | request.cut-off
 */
export async function withBody<T>(stream: AsyncIterable<unknown>, limit: number, facility: string | null, work: (body: Buffer) => Promise<T>): Promise<T> {
  const chunks: Buffer[] = [];
  const source = stream[Symbol.asyncIterator]();
  let mine = 0;
  const refuse = async (fault: Fault): Promise<never> => {
    chunks.length = 0;
    if (facility !== null) hold(facility, -mine);
    mine = 0;
    await letGo(source, limit);
    throw fault;
  };
  try {
    for (let next = await source.next(); next.done !== true; next = await source.next()) {
      const bytes = Buffer.isBuffer(next.value) ? next.value : Buffer.from(String(next.value));
      mine += bytes.length;
      if (facility !== null) hold(facility, bytes.length);
      if (mine > limit) await refuse(new Fault(DOOR_FAULTS.tooLarge));
      if (facility !== null && (heldByAll > MOST_HELD || (held.get(facility) ?? 0) > MOST_OF_ONE)) await refuse(new Fault(DOOR_FAULTS.busy));
      chunks.push(bytes);
    }
    if ('complete' in stream && stream.complete === false) throw new Fault(FAULTS.cutOff);
    return await work(Buffer.concat(chunks.splice(0)));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ECONNRESET') throw new Fault(FAULTS.cutOff, {}, { cause: error });
    throw error;
  } finally {
    if (facility !== null) hold(facility, -mine);
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

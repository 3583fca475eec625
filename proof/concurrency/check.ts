import type { Event } from './protocol.ts';

/** A version as the store has it in the end. */
export interface Version {
  readonly type: string;
  readonly id: string;
  readonly version: number;
  readonly op: string;
  readonly basedOn: string;
  /** Criterion of a Patient, '' for a register. */
  readonly criterion: string;
}

export interface Verdict {
  readonly faults: readonly string[];
  readonly acknowledged: number;
  readonly lost: number;
}

/**
 * Compares what clients were told with what the store has: every 200 has its commit; a register's versions follow each other without gap,
 * each on the one before it, in the order of real time; reads see them in that order; a transaction is in both registers or in none; no
 * criterion has two; the change feed shows every last version.
 */
export function check(events: readonly Event[], versions: readonly Version[], feed: readonly { id: string; version: number }[]): Verdict {
  const faults: string[] = [];
  const byId = Map.groupBy(versions, (one) => one.id);
  const last = new Map([...byId].map(([id, list]) => [id, Math.max(...list.map((one) => one.version))]));
  for (const [id, list] of byId) faults.push(...chainFaults(id, list));
  faults.push(...doubles(versions), ...commitFaults(events, versions), ...orderFaults(events, versions), ...tornFaults(events, byId));
  const seen = new Map<string, number>();
  for (const one of feed) {
    if (one.version < (seen.get(one.id) ?? 0)) faults.push(`feed: ${one.id} goes back from ${seen.get(one.id)} to ${one.version}`);
    seen.set(one.id, one.version);
  }
  for (const [id, version] of last) if (seen.get(id) !== version) faults.push(`feed: ${id} at version ${version} was never shown (last shown: ${seen.get(id) ?? 'none'})`);
  return { faults, acknowledged: events.filter((one) => one.answer?.status === 200).length, lost: events.filter((one) => one.answer === undefined).length };
}

function chainFaults(id: string, list: readonly Version[]): string[] {
  const sorted = [...list].sort((a, b) => a.version - b.version);
  return sorted.flatMap((one, index) => {
    if (one.version !== index + 1) return [`${id}: version ${index + 1} is missing or doubled`];
    const before = sorted[index - 1];
    return before !== undefined && one.basedOn !== before.op ? [`${id}: version ${one.version} (${one.op}) was made on ${one.basedOn}, but ${before.op} stood there: an update is lost`] : [];
  });
}

function doubles(versions: readonly Version[]): string[] {
  const patients = versions.filter((one) => one.criterion !== '');
  return [...Map.groupBy(patients, (one) => one.criterion)].flatMap(([criterion, list]) => {
    const ids = new Set(list.map((one) => one.id));
    return ids.size > 1 ? [`criterion ${criterion} has ${ids.size} resources`] : [];
  });
}

/** What was answered with 200 must be there. */
function commitFaults(events: readonly Event[], versions: readonly Version[]): string[] {
  const at = new Map(versions.map((one) => [`${one.id}/${one.version}`, one]));
  const ops = new Set(versions.map((one) => one.op));
  return events.flatMap(({ request, answer }) => {
    if (answer?.status !== 200 || request.do === 'changes') return [];
    if (request.do === 'transfer') return ops.has(request.op) ? [] : [`${request.op}: transaction was acknowledged and is not there`];
    const found = at.get(`${answer.id}/${answer.version}`);
    if (found === undefined) return [`${request.do} of ${answer.id}: version ${answer.version} was acknowledged and is not there`];
    if (request.do === 'update' && found.op !== request.op) return [`${request.op}: acknowledged as version ${answer.version}, which is ${found.op}`];
    if (request.do === 'create' && answer.created === true && found.op !== request.op) return [`${request.op}: said to be created, but ${found.op} is there`];
    if (request.do === 'read' && found.op !== answer.op) return [`a read of ${answer.id} saw ${answer.op} where ${found.op} is`];
    return [];
  });
}

/** Whatever ended before another thing began has the lower version, or the same for reads. */
function orderFaults(events: readonly Event[], versions: readonly Version[]): string[] {
  const places = Map.groupBy(versions, (one) => one.op);
  const points = events.flatMap(({ request, answer, began, ended }) => {
    if (answer?.status !== 200 || request.do === 'changes' || request.do === 'create') return [];
    if (request.do === 'transfer') return (places.get(request.op) ?? []).map((one) => ({ id: one.id, version: one.version, began, ended, writes: true }));
    return answer.id === undefined || answer.version === undefined ? [] : [{ id: answer.id, version: answer.version, began, ended, writes: request.do === 'update' }];
  });
  return [...Map.groupBy(points, (one) => one.id)].flatMap(([id, list]) => {
    const byEnd = [...list].sort((a, b) => a.ended - b.ended);
    const byBegin = [...list].sort((a, b) => a.began - b.began);
    const faults: string[] = [];
    let highest = 0;
    let next = 0;
    for (const one of byBegin) {
      for (let ended = byEnd[next]; ended !== undefined && ended.ended < one.began; ended = byEnd[next]) {
        highest = Math.max(highest, ended.version);
        next += 1;
      }
      if (one.version < highest || (one.writes && one.version === highest)) faults.push(`${id}: version ${one.version} was ${one.writes ? 'written' : 'read'} after version ${highest} had been acknowledged`);
    }
    return faults;
  });
}

function tornFaults(events: readonly Event[], byId: ReadonlyMap<string, readonly Version[]>): string[] {
  const has = (id: string, op: string): boolean => byId.get(id)?.some((one) => one.op === op) === true;
  return events.flatMap(({ request }) => {
    if (request.do !== 'transfer') return [];
    const [first, second] = request.ids.map((id) => has(id, request.op));
    return first === second ? [] : [`${request.op}: the transaction is in one register and not in the other`];
  });
}

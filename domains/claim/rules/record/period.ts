import { isNode, type Node } from './carry/node.ts';

/**
 * per-1: a start is not after its end, and where one has an hour and the other none R4 cannot say which is earlier. An end that breaks this is a
 * mistake of the dossier, told by the check; the record keeps the start. An empty period goes.
 */
export function soundPeriod(node: Node, name: string): void {
  const period = node[name];
  if (!isNode(period)) return;
  const { start, end } = period;
  if (typeof start !== 'string' && typeof end !== 'string') delete node[name];
  else if (typeof start === 'string' && typeof end === 'string') {
    const shorter = Math.min(start.length, end.length);
    const sound = start.length === end.length ? start <= end : start.slice(0, shorter) < end.slice(0, shorter);
    if (!sound) delete period['end'];
  }
}

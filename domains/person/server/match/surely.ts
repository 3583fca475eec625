import type { Tx } from '#platform/db';
import { contradict, judge, sharesStrong } from '#domains/person/rules';
import type { Likeness } from '../cases/open.ts';
import { joinPatients } from '../join/edge.ts';
import { candidatesFor, linksOf, linksOfPersons } from '../join/known.ts';
import { partedAmong } from '../join/parted.ts';
import { knowledge } from './knowledge.ts';
import { ready, type Ready } from './ready.ts';

/**
 * Joins when the two are still sure as they are described now, nothing in the one person contradicts anything in the other, and no clerk has
 * said that they are two, or that one of them and a third with the same number are. A number given to many joins nobody. The caller holds `lockJoining`.
 */
export async function joinSurely(tx: Tx, { a, b }: Likeness): Promise<boolean> {
  const [first, second] = (await linksOf(tx, [a, b])).map(ready);
  if (first === undefined || second === undefined || first.link.person === second.link.person) return true;
  if (judge(first.prepared, second.prepared, knowledge()).decision !== 'join') return false;
  const all = (await linksOfPersons(tx, [first.link.person, second.link.person])).map(ready);
  const left = all.filter((one) => one.link.person === first.link.person);
  const right = all.filter((one) => one.link.person === second.link.person);
  if (left.some((x) => right.some((y) => contradict(x.prepared, y.prepared, knowledge())))) return false;
  if (!(await candidatesFor(tx, [first.link.identity])).some((one) => one.person === second.link.person)) return false;
  const others = (await candidatesFor(tx, all.filter((one) => !one.link.around.newborn).map((one) => one.link.identity))).map(ready);
  const areParted = await partedAmong(tx, [...all, ...others].map((one) => one.link.person));
  const isClaimed = (by: Ready, side: readonly Ready[], from: Ready): boolean => areParted(by.link.person, from.link.person)
    && side.some((one) => sharesStrong(one.link.identity, by.link.identity) && judge(one.prepared, by.prepared, knowledge()).decision !== 'different');
  if (areParted(first.link.person, second.link.person) || others.some((other) => isClaimed(other, right, first) || isClaimed(other, left, second))) return false;
  await joinPatients(tx, a, b, 'strong', 'Trùng số định danh hoặc mã số BHXH, không có gì mâu thuẫn');
  return true;
}

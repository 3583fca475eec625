/**
 * What the Patient of a source carries while every visit there is protected. It is no class of its own: whoever may see one of those visits may
 * see the Patient, so each label stands for one visit's classes, and one of them is enough. Other labels are needed all.
 *     sourceLabels([['HIV', 'PSY'], ['HIV'], ['SUD']])   -- ['only:HIV', 'only:SUD']
 */
export function sourceLabels(visits: readonly (readonly string[])[]): string[] {
  const sets = visits.map((labels) => [...new Set(labels)].sort());
  if (sets.some((labels) => labels.length === 0)) return [];
  // Whoever may see a visit of more classes may see one of fewer of them.
  const least = sets.filter((labels) => !sets.some((other) => other.length < labels.length && other.every((one) => labels.includes(one))));
  return [...new Set(least.map(nameOf))].sort();
}

const nameOf = (labels: readonly string[]): string => `only:${labels.join('+')}`;

/** Classes of one visit that rights are put together for; a source whose every visit has more is seen by its maker and the citizen alone. */
const MOST = 3;

/** Labels of sources that rights to classes open: for each few of the classes, one. */
export function openedSources(rights: readonly string[]): string[] {
  const sorted = [...new Set(rights)].sort();
  let sets: string[][] = [[]];
  for (const right of sorted) sets = [...sets, ...sets.filter((one) => one.length < MOST).map((one) => [...one, right])];
  return sets.filter((one) => one.length > 0).map(nameOf).sort();
}

import type { FindingView } from '../api.ts';
import { spotKey } from '../dossier/grouping.ts';

const keyOf = (one: FindingView): string => `${one.rule} ${spotKey(one)} ${one.message}`;

/** Findings of the revision in use against those of the draft: settled, still there, brought in. One that says other values at the same place is still there. */
export function compareFindings(before: readonly FindingView[], after: readonly FindingView[]): { readonly gone: readonly FindingView[]; readonly stay: readonly FindingView[]; readonly fresh: readonly FindingView[] } {
  const place = (one: FindingView): string => `${one.rule} ${spotKey(one)}`;
  const left = Map.groupBy(before, place);
  const stay: FindingView[] = [];
  const fresh: FindingView[] = [];
  for (const one of after) {
    const same = left.get(place(one)) ?? [];
    const at = Math.max(0, same.findIndex((each) => keyOf(each) === keyOf(one)));
    if (same[at] === undefined) fresh.push(one);
    else {
      stay.push(one);
      same.splice(at, 1);
    }
  }
  return { gone: [...left.values()].flat(), stay, fresh };
}

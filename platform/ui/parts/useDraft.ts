import { useState } from 'react';

/** Text of forms left and found again, until sent or the page is closed. In memory only: forms may hold what must not stay on a shared device. */
const drafts = new Map<string, string>();
const memories = new Set<() => void>();

export function useDraft(form: string): [text: string, set: (text: string) => void, clear: () => void] {
  const [text, setText] = useState(drafts.get(form) ?? '');
  const set = (wanted: string) => {
    drafts.set(form, wanted);
    setText(wanted);
  };
  return [text, set, () => { drafts.delete(form); setText(''); }];
}

/** For whatever else a room remembers outside its screens: called when the device changes hands. */
export function onForget(work: () => void): void {
  memories.add(work);
}

/** On sign-out, and when another account signs in: nothing of one user is left for the next. */
export function forgetAll(): void {
  drafts.clear();
  for (const work of memories) work();
}

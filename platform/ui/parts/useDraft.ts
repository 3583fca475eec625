import { useState } from 'react';

/** Text of forms left and found again, until sent or the page is closed. In memory only: forms may hold what must not stay on a shared device. */
const drafts = new Map<string, string>();

export function useDraft(form: string): [text: string, set: (text: string) => void, clear: () => void] {
  const [text, setText] = useState(drafts.get(form) ?? '');
  const set = (wanted: string) => {
    drafts.set(form, wanted);
    setText(wanted);
  };
  return [text, set, () => { drafts.delete(form); setText(''); }];
}

/** On sign-out: nothing of one user is left for the next. */
export function forgetDrafts(): void {
  drafts.clear();
}

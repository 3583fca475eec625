import { useState } from 'react';

let last = '';

/** What was searched last, found again on coming back. In memory alone: a name must not stay on a shared device. */
export function useSearchTerm(): [string, (term: string) => void] {
  const [term, setTerm] = useState(last);
  return [term, (wanted) => { last = wanted; setTerm(wanted); }];
}

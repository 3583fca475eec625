import { useEffect, useRef } from 'react';

export interface CaseKeys { readonly move: (step: 1 | -1) => void; readonly join: () => void; readonly different: () => void; readonly undo: () => void }

/** ↑ ↓ G K Z, outside fields and dialogs. By the place of the key too, for a Vietnamese typing program may swallow the letter. */
export function useCaseKeys(keys: CaseKeys): void {
  const current = useRef(keys);
  useEffect(() => { current.current = keys; });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const away = event.ctrlKey || event.metaKey || event.altKey || event.repeat || document.querySelector('[role="dialog"]') !== null;
      if (away || (event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]'))) return;
      const work = workOf(event, current.current);
      if (work === undefined) return;
      event.preventDefault();
      work();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

function workOf({ key, code }: KeyboardEvent, keys: CaseKeys): (() => void) | undefined {
  const is = (letter: string) => key.toLowerCase() === letter || (key.length > 1 && code === `Key${letter.toUpperCase()}`);
  if (key === 'ArrowDown') return () => keys.move(1);
  if (key === 'ArrowUp') return () => keys.move(-1);
  return is('g') ? keys.join : is('k') ? keys.different : is('z') ? keys.undo : undefined;
}

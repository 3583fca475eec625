import { useEffect, useRef } from 'react';

interface Keys { readonly search: () => void; readonly help: () => void }

/** Ctrl+K anywhere, `?` outside fields. */
export function useKeys(keys: Keys): void {
  const current = useRef(keys);
  useEffect(() => { current.current = keys; });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        current.current.search();
      } else if (event.key === '?' && !(event.target instanceof HTMLElement && event.target.matches('input, textarea, select, [contenteditable]'))) {
        current.current.help();
      }
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

import { useSyncExternalStore } from 'react';

let away = false;
let timer: ReturnType<typeof setTimeout> | undefined;
const watchers = new Set<() => void>();
const returns = new Set<() => void>();
const EVERY = 3000;

/** Told of the status of every answer; 0: none came. While the server is away it is asked every three seconds. */
export function reportAnswer(status: number): void {
  const now = status === 0 || (status >= 502 && status <= 504);
  if (now === away) return;
  away = now;
  for (const watcher of watchers) watcher();
  if (away) knockLater();
  else {
    clearTimeout(timer);
    for (const each of returns) each();
  }
}

function knockLater(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void knock(), EVERY);
}

async function knock(): Promise<void> {
  const response = await fetch('/healthz', { cache: 'no-store' }).catch(() => undefined);
  if (response?.ok) reportAnswer(200);
  else knockLater();
}

/** Called when the server is back. @returns stops it */
export function onReturn(work: () => void): () => void {
  returns.add(work);
  return () => { returns.delete(work); };
}

export function useAway(): boolean {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => { watchers.delete(watcher); };
  }, () => away);
}

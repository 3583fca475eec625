import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { decide } from './api.ts';
import type { Case, Decision } from './api.ts';

interface Last { readonly id: string; readonly decision: Decision; readonly a: string; readonly b: string }

/**
 * The list as the clerk goes through it: what is decided leaves at once and the next one stands there while it is being kept; what could not be
 * kept comes back. The last decision can be undone.
 */
export function useDecisions(all: readonly Case[]) {
  const client = useQueryClient();
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const [chosenId, choose] = useState<string>();
  const [last, setLast] = useState<Last>();
  const [undone, setUndone] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // One after the other, so that an undo never overtakes its decision.
  const line = useRef<Promise<unknown>>(Promise.resolve());

  const items = all.filter((one) => !gone.has(one.id));
  const at = Math.max(0, items.findIndex((one) => one.id === chosenId));
  const chosen = items[at];
  const refresh = () => client.invalidateQueries({ queryKey: ['person-cases'] });
  const bring = (id: string) => { setGone((before) => new Set([...before].filter((one) => one !== id))); choose(id); };
  const keep = (id: string, work: () => Promise<unknown>, then: () => void, back: () => void) => {
    const kept = line.current.then(work);
    line.current = kept.catch(() => undefined);
    void kept.then(refresh).then(then, (failed: unknown) => { back(); setLast((now) => (now?.id === id ? undefined : now)); setError(failed); void refresh(); });
  };
  return {
    items, chosen, at, last, undone, error,
    choose,
    move(step: 1 | -1) { choose(items[Math.min(items.length - 1, Math.max(0, at + step))]?.id); },
    decide(decision: Decision, why: string) {
      if (chosen === undefined) return;
      const { id, a, b } = chosen;
      choose((items[at + 1] ?? items[at - 1])?.id);
      setGone((before) => new Set(before).add(id));
      setLast({ id, decision, a: a.name, b: b.name });
      setUndone(false);
      setError(null);
      keep(id, () => decide(id, decision, why), () => {}, () => bring(id));
    },
    undo() {
      if (last === undefined) return;
      const { id } = last;
      setLast(undefined);
      setUndone(true);
      setError(null);
      keep(id, () => decide(id, 'reopen'), () => bring(id), () => setUndone(false));
    },
  };
}

export type Decisions = ReturnType<typeof useDecisions>;

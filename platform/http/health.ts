export type PartState = 'ok' | 'starting' | 'degraded' | 'down';

export interface PartHealth {
  readonly state: PartState;
  /** Vietnamese, short; counts, no personal data. */
  readonly note?: string;
}

export interface Health {
  /** Adds a part to /healthz. `down` makes the whole answer 503, the other states do not. */
  register(part: string, check: () => Promise<PartHealth> | PartHealth): void;
  report(): Promise<{ state: PartState; parts: Record<string, PartHealth> }>;
}

const ORDER: readonly PartState[] = ['ok', 'starting', 'degraded', 'down'];

/** @param patience milliseconds a part may take to answer before it counts as down */
export function healthBoard(patience = 2_000): Health {
  const checks = new Map<string, () => Promise<PartHealth> | PartHealth>();
  return {
    register(part, check) {
      checks.set(part, check);
    },
    async report() {
      const found = await Promise.all([...checks].map(async ([part, check]) => [part, await ask(check, patience)] as const));
      const worst = found.reduce((max, [, health]) => Math.max(max, ORDER.indexOf(health.state)), 0);
      return { state: ORDER[worst] ?? 'down', parts: Object.fromEntries(found) };
    },
  };
}

async function ask(check: () => Promise<PartHealth> | PartHealth, patience: number): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<PartHealth>((resolve) => { timer = setTimeout(() => resolve({ state: 'down', note: 'không trả lời kịp' }), patience); });
  try {
    return await Promise.race([late, Promise.resolve().then(check)]);
  } catch {
    return { state: 'down' };
  } finally {
    clearTimeout(timer);
  }
}

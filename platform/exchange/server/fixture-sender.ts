import { openDatabase } from '#platform/db';
import type { Destination } from './destination.ts';
import { sendNext } from './send.ts';

/** A destination that cannot deduplicate, for the test that kills its sender. */
export function oneSender(url: string): Destination {
  return {
    name: 'killed', ability: 'none', perSecond: 1000, parallel: 1, patience: 20,
    payload: () => Promise.resolve(new Uint8Array([65])),
    send: async (_message, payload, signal) => {
      await fetch(url, { method: 'POST', body: new Uint8Array(payload), signal });
      return { outcome: 'received', receipt: 'R', receivedAt: null, answer: '' };
    },
  };
}

// Run as a process of its own: database address, address of the other side.
if (process.argv[1]?.endsWith('fixture-sender.ts')) {
  const [database = '', target = ''] = process.argv.slice(2);
  await sendNext(openDatabase({ url: database, schema: 'province', poolSize: 2 }), oneSender(target), new AbortController().signal);
}

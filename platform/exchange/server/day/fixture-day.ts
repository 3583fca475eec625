import { memoryCatalogues } from '#platform/catalogue/rules';
import type { Database } from '#platform/db';
import { oweMessages, startWithMode, type Owed } from '../index.ts';

const RULES = memoryCatalogues({ versions: [{ list: 'exchange-rule', validFrom: '20200101', validTo: null, complete: false, entries: () => ['dossier:visit.closed', 'check-in:visit.opened', 'paper:visit.closed', 'death-notice:visit.closed'].map((what) => (
  { code: `bhxh:${what}`, display: what, validFrom: '20200101', validTo: null, attributes: { who: 'all', clock: 'hours:24', basis: 'TT48.2017' } })) }] });

/** Messages of a day, for tests: owed, and put into a state as if they had been sent. */
export function fixtureDay(db: Database) {
  return {
    owe: (visits: readonly string[], more: Partial<Owed> = {}): Promise<number> => db.bookkeeping('test', async (tx) => {
      await startWithMode(tx, 'bhxh', 'relay');
      return oweMessages(tx, RULES, visits.map((maLk): Owed => ({
        kind: 'dossier', destination: 'bhxh', facility: '62990', maLk, dossier: null, revision: 1, file: 'a'.repeat(64), position: 1, event: 'visit.closed', insured: true, labels: [], dueFrom: '202611201030', ...more,
      })));
    }),
    set: (maLk: string, state: string): Promise<number> => db.bookkeeping('test', (tx) => tx.run(
      `update exchange_message set state = $2, attempts = 1, created_at = now() - interval '1 minute', received_at = case when $2 = 'received' then now() end, receipt = case when $2 = 'received' then 'R-' || ma_lk end where ma_lk = $1`, [maLk, state])),
  };
}

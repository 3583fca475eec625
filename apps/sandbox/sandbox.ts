import fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Cards, staffOf } from './card.ts';
import { identityPortals } from './identity.ts';
import type { IdentityPortals } from './identity.ts';
import { Checkup } from './checkup.ts';
import { Gateway } from './gateway.ts';
import { Ledger } from './ledger.ts';
import { Ministry } from './ministry.ts';
import { portalFiles } from './portal-files.ts';
import { Papers } from './papers.ts';
import { Population, WrongListError } from './population.ts';
import { Switchboard } from './switches.ts';
import { Tokens } from './tokens.ts';
import { WitnessStand } from './witness.ts';

export interface SandboxOptions {
  /** 0: any free one. */
  readonly port?: number;
  /** A file that every receipt is appended to, one JSON a line. */
  readonly ledgerFile?: string;
  /** Seconds that a session lives. */
  readonly sessionSeconds?: number;
  /** Seconds that a late answer takes. */
  readonly lateSeconds?: number;
  /** From which passwords and secrets follow, so that they are the same after a restart; else they are new at every start. */
  readonly secret?: string;
  /** 0 … 1, decides which failure of the switchboard comes. */
  readonly draw?: () => number;
}

export interface Sandbox {
  /** `http://127.0.0.1:…` */
  readonly url: string;
  /** The password of an account `<MACSKCB>_BV`. */
  passwordOf(username: string): string | undefined;
  /** Name and citizen number of the staff member that the account registered for look-ups of cards. */
  staffOf(username: string): { readonly name: string; readonly number: string };
  readonly ledger: Ledger;
  /** Failures by chance, at each portal. */
  readonly switches: Switchboard;
  /** The Ministry’s data portal, under /realms/byt and /hoc-receiver. */
  readonly ministry: Ministry;
  /** The health-check hub, under /api/auth/login and /api/platform. */
  readonly checkup: Checkup;
  /** VNeID and VNConnect, under /vneid and /vnconnect. */
  readonly identity: IdentityPortals;
  /** Keeps checkpoints of the audit log, at `/nhat-ky/add-checkpoint`. */
  readonly witness: WitnessStand;
  close(): Promise<void>;
}


/** Bytes of one submission. */
const LIMIT = 300 * 1024 * 1024;

/** Plays the outside of a province, on this machine alone: the insurer, the Ministry, the health-check hub, identity, the population database, a witness. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const tokens = new Tokens(options.sessionSeconds ?? 600, options.secret);
  const switches = new Switchboard(options.draw);
  const ledger = new Ledger(options.ledgerFile);
  const app = fastify({ bodyLimit: LIMIT, forceCloseConnections: 'idle' });
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => { done(null, Object.fromEntries(new URLSearchParams(String(body)))); });

  const desk = { tokens, ledger, switches, late: (options.lateSeconds ?? 90) * 1000 };
  new Gateway(desk).receive(app);
  new Papers(desk).receive(app);
  new Cards(desk).receive(app);

  const ministry = new Ministry(desk, options.secret);
  ministry.receive(app);
  const checkup = new Checkup(desk, options.secret);
  checkup.receive(app);
  app.get('/cong-tac', () => switches.state());
  app.put('/cong-tac', (request, reply) => {
    const given = z.record(z.string(), z.record(z.string(), z.number())).safeParse(request.body);
    if (!given.success) return reply.code(400).send({ thongDiep: 'Cần {"<cổng>": {"<công tắc>": <xác suất>}}' });
    for (const [portal, chances] of Object.entries(given.data)) switches.set(portal, chances);
    return switches.state();
  });
  portalFiles(app, ledger);
  receiveLists(app);
  const witness = new WitnessStand();
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, (_request, body, done) => { done(null, body); });
  witness.receive(app);
  let url = '';
  const identity = await identityPortals(app, () => url);

  url = await app.listen({ port: options.port ?? 0, host: '127.0.0.1' });
  return { url, passwordOf: (username) => tokens.passwordOf(username), staffOf, ledger, switches, ministry, checkup, identity, witness, close: () => closeGently(app) };
}

/** Comparison with the population database: the file comes as text/csv, the answer is the other file. */
function receiveLists(app: FastifyInstance): void {
  const population = new Population();
  app.addContentTypeParser('text/csv', { parseAs: 'buffer' }, (_request, body, done) => { done(null, body); });
  app.post('/dan-cu/doi-chieu', (request, reply) => {
    try {
      return reply.type('text/csv; charset=utf-8').send(population.answer(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)));
    } catch (error) {
      if (error instanceof WrongListError) return reply.code(400).type('text/plain; charset=utf-8').send(error.message);
      throw error;
    }
  });
}

/** What is being answered may be answered; what hangs on purpose is cut. */
async function closeGently(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), 3000);
  await app.close();
  clearTimeout(cut);
}

import { setImmediate as breathe } from 'node:timers/promises';
import type { Catalogues } from '#platform/catalogue/rules';
import type { FileStore } from '#platform/files';
import { readDossiers, type FileSummary, type ReadItem, type ReadLimits, type ReadProblem } from '#domains/claim/rules';
import { prepare, prepareBroken, type Prepared } from '../filing/prepare.ts';

/** Dossiers filed in one transaction: many enough to share its cost, few enough that little is repeated after a fall. */
const GROUP = 20;
/** Table rows of a group, so that big dossiers go alone. */
const GROUP_ROWS = 6_000;
/** Problems of the file itself that are kept. */
const MOST_PROBLEMS = 200;

export interface Group {
  readonly prepared: readonly Prepared[];
  readonly from: number;
  readonly to: number;
  readonly readBytes: number;
  /** Set when the file is at its end. */
  readonly end: { readonly summary: FileSummary; readonly problems: readonly ReadProblem[] } | null;
}

export interface OpenOptions {
  readonly files: FileStore;
  readonly sha256: string;
  readonly filed: number;
  readonly sender: string | null;
  readonly asOf: string;
  readonly limits: Partial<ReadLimits>;
  catalogues(): Catalogues;
}

/** A stored file that is being read: hands out its dossiers in groups, checked and priced, and skips what is filed already. */
export class OpenIntake {
  readonly #options: OpenOptions;
  readonly #items: AsyncGenerator<ReadItem>;
  #held: Prepared | undefined;
  #brokenAt: { position: number; problems: ReadProblem[] } | undefined;
  #problems: ReadProblem[] = [];
  #readBytes = 0;
  #at: number;
  #ahead: Promise<Group> | undefined;
  #ended = false;

  constructor(options: OpenOptions) {
    this.#options = options;
    this.#at = options.filed;
    this.#items = readDossiers(this.#chunks(), options.limits);
  }

  /** The next group; the one after it is prepared meanwhile, while PostgreSQL files this one. */
  async next(): Promise<Group> {
    const group = await (this.#ahead ?? this.#gather());
    this.#ahead = group.end === null ? this.#gather() : undefined;
    // It is awaited when its turn comes; until then a failure must not end the program.
    this.#ahead?.catch(() => {});
    return group;
  }

  async close(): Promise<void> {
    this.#ended = true;
    await this.#ahead?.catch(() => {});
    await this.#items.return(undefined);
  }

  async *#chunks(): AsyncGenerator<Uint8Array> {
    for await (const chunk of await this.#options.files.open(this.#options.sha256)) {
      const bytes: unknown = chunk;
      if (!(bytes instanceof Uint8Array)) continue;
      this.#readBytes += bytes.length;
      yield bytes;
    }
  }

  async #gather(): Promise<Group> {
    const from = this.#at;
    const prepared: Prepared[] = [];
    const keys = new Set<string>();
    let rows = 0;
    let end: Group['end'] = null;
    // A dossier whose key is in the group already waits for the next one: a revision must see the one before.
    const take = (one: Prepared): boolean => {
      const key = one.obstacle === null ? `${one.facility} ${one.maLk}` : `position ${one.position}`;
      if (keys.has(key)) {
        this.#held = one;
        return false;
      }
      keys.add(key);
      prepared.push(one);
      this.#at = one.position;
      rows += rowsOf(one);
      return prepared.length < GROUP && rows < GROUP_ROWS;
    };
    let room = true;
    if (this.#held !== undefined) {
      const held = this.#held;
      this.#held = undefined;
      room = take(held);
    }
    while (room && !this.#ended) {
      const step = await this.#items.next();
      if (step.done) break;
      for (const one of this.#prepare(step.value)) room = take(one) && room;
      if (step.value.type === 'end') {
        end = { summary: step.value.summary, problems: this.#problems };
        break;
      }
      if (step.value.type === 'dossier') await breathe();
    }
    // What was held back at the very end still has to come.
    return { prepared, from, to: this.#at, readBytes: this.#readBytes, end: this.#held === undefined ? end : null };
  }

  /** Problems of one position follow each other and make one broken dossier. */
  #prepare(item: ReadItem): Prepared[] {
    const ready: Prepared[] = [];
    const open = this.#brokenAt;
    if (open !== undefined && !(item.type === 'problem' && item.position === open.position)) {
      ready.push(prepareBroken(open.position, open.problems));
      this.#brokenAt = undefined;
    }
    if (item.type === 'problem') {
      if (item.position === null) {
        if (this.#problems.length < MOST_PROBLEMS) this.#problems.push(item.problem);
      } else if (item.position > this.#options.filed) {
        this.#brokenAt ??= { position: item.position, problems: [] };
        this.#brokenAt.problems.push(item.problem);
      }
    } else if (item.type === 'dossier' && item.dossier.position > this.#options.filed) {
      ready.push(prepare(item.dossier, this.#options.catalogues(), this.#options));
    }
    return ready;
  }
}

function rowsOf(one: Prepared): number {
  let rows = 0;
  for (const table of one.dossier?.tables.values() ?? []) rows += table.rows.length;
  return rows;
}

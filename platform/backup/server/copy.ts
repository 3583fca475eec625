import type { Client, Connection, Submittable } from 'pg';

/**
 * PostgreSQL's COPY over a connection of `pg`: the one way to move millions of rows at the speed of the disk. `pg` hands the messages of the
 * protocol to whatever was submitted; these two are what it needs for COPY.
 */
abstract class Copy implements Submittable {
  readonly done: Promise<number>;
  readonly text: string;
  protected rows = 0;
  #failure: Error | undefined;
  #resolve: (rows: number) => void = () => {};
  #reject: (error: Error) => void = () => {};

  constructor(text: string) {
    this.text = text;
    this.done = new Promise((resolve, reject) => { this.#resolve = resolve; this.#reject = reject; });
    this.done.catch(() => {});
  }

  submit(connection: Connection): void {
    connection.query(this.text);
  }

  handleCommandComplete(message: { text: string }): void {
    this.rows = Number(/^COPY (\d+)$/.exec(message.text)?.[1] ?? 0);
  }

  handleReadyForQuery(): void {
    if (this.#failure === undefined) this.#resolve(this.rows);
    else this.#reject(this.#failure);
  }

  /** After an error of PostgreSQL its ReadyForQuery still comes, but no longer to us. */
  handleError(error: Error): void {
    this.fail(error);
    this.#reject(this.#failure ?? error);
  }

  protected fail(error: Error): void {
    this.#failure ??= error;
  }
}

/** Takes bytes and says when it wants no more for now. */
export interface Sink {
  /** @returns undefined to go on, else a promise after which more may come. The bytes are the sink's to keep. */
  take(bytes: Buffer): Promise<void> | undefined;
}

const BATCH = 256 * 1024;

class CopyOut extends Copy {
  readonly #row: (row: Buffer) => void;
  readonly #sink: Sink;
  #batch = Buffer.allocUnsafe(BATCH);
  #filled = 0;

  constructor(text: string, row: (row: Buffer) => void, sink: Sink) {
    super(text);
    this.#row = row;
    this.#sink = sink;
  }

  /** PostgreSQL sends a row a message, with its line end. */
  handleCopyData(message: { chunk: Buffer }, connection: Connection): void {
    const { chunk } = message;
    this.#row(chunk);
    if (this.#filled + chunk.length > this.#batch.length) this.#hand(connection);
    if (chunk.length > this.#batch.length) {
      this.#give(Buffer.from(chunk), connection);
      return;
    }
    chunk.copy(this.#batch, this.#filled);
    this.#filled += chunk.length;
  }

  override handleCommandComplete(message: { text: string }): void {
    super.handleCommandComplete(message);
    this.#hand();
  }

  #hand(connection?: Connection): void {
    if (this.#filled === 0) return;
    const bytes = this.#batch.subarray(0, this.#filled);
    this.#batch = Buffer.allocUnsafe(BATCH);
    this.#filled = 0;
    this.#give(bytes, connection);
  }

  #give(bytes: Buffer, connection?: Connection): void {
    const wait = this.#sink.take(bytes);
    if (wait === undefined || connection === undefined) return;
    connection.stream.pause();
    wait.then(() => connection.stream.resume(), (error: unknown) => {
      this.fail(error instanceof Error ? error : new Error('the bytes could not be kept'));
      // Nothing more is wanted: the connection is of no further use.
      connection.stream.destroy();
    });
  }
}

/**
 * Runs `copy (…) to stdout`.
 * @param row is shown every row as PostgreSQL sends it, line end included; valid only during the call
 * @returns rows
 */
export function copyOut(client: Client, text: string, row: (row: Buffer) => void, sink: Sink): Promise<number> {
  return client.query(new CopyOut(text, row, sink)).done;
}

interface Sender {
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

const canSend = (connection: object): connection is Sender =>
  'sendCopyFromChunk' in connection && 'endCopyFrom' in connection && 'sendCopyFail' in connection;

class CopyIn extends Copy {
  readonly #source: AsyncIterable<Buffer>;

  constructor(text: string, source: AsyncIterable<Buffer>) {
    super(text);
    this.#source = source;
  }

  handleCopyInResponse(connection: Connection): void {
    void this.#send(connection);
  }

  async #send(connection: Connection): Promise<void> {
    if (!canSend(connection)) throw new Error('this pg knows no COPY');
    try {
      for await (const chunk of this.#source) {
        connection.sendCopyFromChunk(chunk);
        if (connection.stream.writableNeedDrain) await new Promise<void>((resume) => {
          const go = (): void => { connection.stream.off('drain', go); connection.stream.off('close', go); resume(); };
          connection.stream.on('drain', go);
          connection.stream.on('close', go);
        });
      }
      connection.endCopyFrom();
    } catch (error) {
      this.fail(error instanceof Error ? error : new Error('the source of the rows failed'));
      connection.sendCopyFail('source failed');
    }
  }
}

/** Runs `copy … from stdin`. @returns rows */
export function copyIn(client: Client, text: string, source: AsyncIterable<Buffer>): Promise<number> {
  return client.query(new CopyIn(text, source)).done;
}

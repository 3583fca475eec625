import { jetstream, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Outgoing, SendResult } from '#platform/exchange/server';
import type { NatsOutlet } from './config.ts';

/** The stream says that the subject has a message already. */
const WRONG_LAST_SEQUENCE = 10_071;

/** A line to JetStream, opened when needed and opened anew when it broke. */
export class NatsLine {
  readonly #outlet: NatsOutlet;
  #held: Promise<NatsConnection> | undefined;

  constructor(outlet: NatsOutlet) {
    this.#outlet = outlet;
  }

  /** Publishes under a subject of the message's own, on condition that nothing stands there: so the same message twice is one, whenever it comes again. */
  async send(message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
    let line: NatsConnection;
    try {
      line = await this.#open();
    } catch {
      return { outcome: 'not-sent', answer: 'Chưa nối được tới NATS của nơi nhận: sẽ tự thử lại.', pause: true };
    }
    const { stream, subject, patience } = this.#outlet;
    try {
      const ack = await jetstream(line, { timeout: patience * 1000 }).publish(`${subject}.${message.facility}.${message.kind}.${message.id}`, payload, {
        msgID: message.id, expect: { streamName: stream, lastSubjectSequence: 0 },
      });
      return { outcome: 'received', receipt: `${ack.stream}#${ack.seq}`, receivedAt: null, answer: ack.duplicate ? 'Nơi nhận đã có tin này.' : 'Nơi nhận đã ghi.' };
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE) return { outcome: 'received', receipt: `${stream} ${message.id}`, receivedAt: null, answer: 'Nơi nhận đã có tin này từ lần gửi trước.' };
      if (error instanceof JetStreamApiError) return { outcome: 'refused', answer: `Nơi nhận từ chối (${error.code}).` };
      // Whatever state the line is in, the next try takes a new one.
      if (!(error instanceof JetStreamError)) await line.close().catch(() => {});
      return { outcome: 'unknown', answer: signal.aborted ? 'Nơi nhận không trả lời kịp.' : 'Chưa có xác nhận ghi: sẽ gửi lại, cùng tin chỉ tính một lần.' };
    }
  }

  async close(): Promise<void> {
    await (await this.#held?.catch(() => undefined))?.close();
  }

  /** A line that ended is opened anew by the next message. */
  async #watch(held: Promise<NatsConnection>): Promise<void> {
    try {
      await (await held).closed();
    } catch {
      // Not reached: the message that asked says so.
    }
    if (this.#held === held) this.#held = undefined;
  }

  #open(): Promise<NatsConnection> {
    if (this.#held !== undefined) return this.#held;
    const held = connect({ servers: [...this.#outlet.servers], timeout: 5_000, reconnect: false });
    this.#held = held;
    void this.#watch(held);
    return held;
  }
}

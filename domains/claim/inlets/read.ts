import { AckPolicy, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { Consumer, JsMsg } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { NatsLine } from '#domains/claim/nats';
import type { Job } from '#platform/jobs';
import type { Context } from '#platform/room';
import type { Inlet } from './config.ts';
import { takeMessage } from './take.ts';

/** Messages of one look, and how long one waits for them, in milliseconds. */
const AT_ONCE = 20;
const WAIT = 1_000;
/** What was handed out and not confirmed comes again after this long, in seconds. */
const CONFIRM = 60;

/** Reads a stream on from where it stopped. A message is confirmed when it is on the disk here, so none is lost and none counts twice. */
export function inletJob(context: Context, inlet: Inlet): { job: Job; close: () => Promise<void> } {
  const line = new NatsLine(inlet);
  let held: { of: NatsConnection; consumer: Consumer } | undefined;
  const consumer = async (): Promise<Consumer> => {
    const of = await line.open();
    if (held?.of !== of) held = { of, consumer: await consumerAt(of, inlet) };
    return held.consumer;
  };
  const look = async (signal: AbortSignal): Promise<boolean> => {
    const messages = await (await consumer()).fetch({ max_messages: AT_ONCE, expires: WAIT });
    let taken = 0;
    const troubles: unknown[] = [];
    for await (const message of messages) {
      if (signal.aborted) break;
      // It comes again; those behind it have not to wait for it.
      await handle(context, inlet, message).catch((error: unknown) => { troubles.push(error); });
      taken += 1;
    }
    // What was said of the last ones is on its way before the next look.
    if (taken > 0) await (await line.open()).flush();
    if (troubles.length > 0) throw troubles[0];
    return taken === AT_ONCE;
  };
  const job: Job = {
    name: `inlet/${inlet.name}`, every: 5,
    run: (signal) => look(signal).catch((error: unknown) => {
      // Perhaps there is no such consumer any more: the next look makes sure.
      held = undefined;
      throw error;
    }),
  };
  return { job, close: () => line.close() };
}

async function handle(context: Context, inlet: Inlet, message: JsMsg): Promise<void> {
  const became = await takeMessage(context, inlet, message.subject, message.data);
  // Without a reason: servers before 2.10 do not take one.
  if (became === 'refused') message.term();
  else await message.ackAck();
}

/** A consumer that another process may have made already. */
async function consumerAt(line: NatsConnection, { stream, subject, durable }: Inlet): Promise<Consumer> {
  const manager = await jetstreamManager(line);
  await manager.consumers.add(stream, { durable_name: durable, ack_policy: AckPolicy.Explicit, filter_subject: `${subject}.>`, ack_wait: CONFIRM * 1_000_000_000, max_ack_pending: 1_000 });
  return jetstream(line).consumers.get(stream, durable);
}

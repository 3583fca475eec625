import { jetstream, JetStreamApiError, JetStreamError } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { subjectOf, type NatsLine } from '#domains/claim/nats';
import type { Outgoing, SendResult } from '#platform/exchange/server';
import type { NatsOutlet } from './config.ts';

/** The stream says that the subject has a message already. */
const WRONG_LAST_SEQUENCE = 10_071;
/** The account there has no room left; every other trouble of the server's own has a status from 500 on. */
const NO_ROOM = 10_002;

/** Publishes under a subject of the message's own, on condition that nothing stands there: so the same message twice is one, whenever it comes again. */
export async function sendByNats(outlet: NatsOutlet, held: NatsLine, message: Outgoing, payload: Uint8Array, signal: AbortSignal): Promise<SendResult> {
  let line: NatsConnection;
  try {
    line = await held.open();
  } catch {
    return { outcome: 'not-sent', answer: 'Chưa nối được tới NATS của nơi nhận: sẽ tự thử lại.', pause: true };
  }
  const most = line.info?.max_payload ?? Infinity;
  if (payload.length > most) return { outcome: 'refused', answer: `Tệp dài ${payload.length} byte, NATS của nơi nhận chỉ nhận tới ${most} byte: nhờ nơi nhận tăng max_payload rồi gửi lại.` };
  const { stream, patience } = outlet;
  try {
    const ack = await jetstream(line, { timeout: patience * 1000 }).publish(subjectOf(outlet, message), payload, { msgID: message.id, expect: { streamName: stream, lastSubjectSequence: 0 } });
    return { outcome: 'received', receipt: `${ack.stream}#${ack.seq}`, receivedAt: null, answer: ack.duplicate ? 'Nơi nhận đã có tin này.' : 'Nơi nhận đã ghi.' };
  } catch (error) {
    if (error instanceof JetStreamApiError && error.code === WRONG_LAST_SEQUENCE) return { outcome: 'received', receipt: `${stream} ${message.id}`, receivedAt: null, answer: 'Nơi nhận đã có tin này từ lần gửi trước.' };
    if (error instanceof JetStreamApiError && (error.status >= 500 || error.code === NO_ROOM)) return { outcome: 'not-sent', answer: `NATS của nơi nhận chưa ghi được (${error.code}): đầy hoặc đang lỗi, sẽ tự thử lại.`, pause: true };
    if (error instanceof JetStreamApiError) return { outcome: 'refused', answer: `Nơi nhận từ chối (${error.code}).` };
    // Whatever state the line is in, the next try takes a new one.
    if (!(error instanceof JetStreamError)) await line.close().catch(() => {});
    return { outcome: 'unknown', answer: signal.aborted ? 'Nơi nhận không trả lời kịp.' : 'Chưa có xác nhận ghi: sẽ gửi lại, cùng tin chỉ tính một lần.' };
  }
}

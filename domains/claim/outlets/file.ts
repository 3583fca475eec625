import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Outgoing, SendResult } from '#platform/exchange/server';
import type { FileOutlet } from './config.ts';

/** Puts the bytes into the folder: written and flushed beside, then renamed, so that whoever empties the folder never meets half a file. */
export async function sendByFile(outlet: FileOutlet, message: Outgoing, payload: Uint8Array): Promise<SendResult> {
  const folder = join(outlet.folder, message.facility.replaceAll(/[^0-9A-Za-z]/gu, '_'));
  const name = `${message.id}.xml`;
  try {
    await mkdir(folder, { recursive: true });
    const draft = await open(join(folder, `.${name}.part`), 'w');
    try {
      await draft.writeFile(payload);
      await draft.sync();
    } finally {
      await draft.close();
    }
    await rename(join(folder, `.${name}.part`), join(folder, name));
    return { outcome: 'received', receipt: name, receivedAt: null, answer: 'Đã đặt vào thư mục nhận.' };
  } catch (error) {
    // Whatever broke: the same file may be written again.
    return { outcome: 'not-sent', answer: `Không ghi được vào thư mục của nơi nhận (${error instanceof Error && 'code' in error ? String(error.code) : 'lỗi'}).`, pause: true };
  }
}

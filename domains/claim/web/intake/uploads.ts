import { useSyncExternalStore } from 'react';
import { ApiFault, faultOf, jsonOf, onForget, pathPart, reportAnswer } from '#platform/ui';
import * as z from 'zod/mini';

export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly state: 'sending' | 'keeping' | 'done' | 'failed';
  /** 0…1 of the bytes sent. */
  readonly share: number;
  readonly intake: string | null;
  readonly fault: ApiFault | null;
}

/** Uploads live outside any screen: one may leave the page and find them again. */
let uploads: readonly Upload[] = [];
let count = 0;
const watchers = new Set<() => void>();
const accepted = z.object({ id: z.string() });

onForget(() => {
  uploads = [];
  tell();
});

function change(key: number, part: Partial<Upload>): void {
  uploads = uploads.map((each) => (each.key === key ? { ...each, ...part } : each));
  tell();
}

function tell(): void {
  for (const watcher of watchers) watcher();
}

export function useUploads(): readonly Upload[] {
  return useSyncExternalStore((watcher) => {
    watchers.add(watcher);
    return () => { watchers.delete(watcher); };
  }, () => uploads);
}

export function forgetUpload(key: number): void {
  uploads = uploads.filter((each) => each.key !== key);
  tell();
}

/** Sends one file as it is. @param received called when the server has it durably */
export function upload(file: File, received: () => void): void {
  count += 1;
  const key = count;
  uploads = [{ key, file, state: 'sending', share: 0, intake: null, fault: null }, ...uploads];
  tell();
  const failed = (fault: ApiFault) => change(key, { state: 'failed', fault });
  // fetch tells nothing of the progress of what it sends.
  const request = new XMLHttpRequest();
  request.open('POST', '/api/intakes');
  request.setRequestHeader('x-yteso', '1');
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('x-file-name', pathPart(file.name));
  request.upload.addEventListener('progress', (event) => change(key, event.loaded < event.total ? { share: event.loaded / event.total } : { share: 1, state: 'keeping' }));
  request.addEventListener('load', () => {
    reportAnswer(request.status);
    if (request.status < 200 || request.status >= 300) return failed(faultOf(request.status, request.responseText));
    const answer = accepted.safeParse(jsonOf(request.responseText));
    if (!answer.success) return failed(new ApiFault(200, { code: 'answer.unreadable', message: '' }));
    change(key, { state: 'done', share: 1, intake: answer.data.id });
    received();
  });
  for (const end of ['error', 'abort', 'timeout'] as const) request.addEventListener(end, () => failed(new ApiFault(0, { code: 'upload.cut', message: '' })));
  request.send(file);
}

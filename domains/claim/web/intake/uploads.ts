import type { QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { PaperKind } from '#domains/papers/rules';
import { ApiFault, faultOf, jsonOf, onForget, pathPart, reportAnswer } from '#platform/ui';
import * as z from 'zod/mini';
import { paperKindOf } from './kind-of-file.ts';

export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly state: 'sending' | 'keeping' | 'done' | 'failed';
  /** 0…1 of the bytes sent. */
  readonly share: number;
  /** Of a file of dossiers that was received. */
  readonly intake: string | null;
  /** Of a file of electronic papers that was received; isNew: false when the same bytes had come before. */
  readonly paper: { readonly kind: PaperKind; readonly revision: number; readonly isNew: boolean } | null;
  readonly fault: ApiFault | null;
}

/** Uploads live outside any screen: one may leave the page and find them again. */
let uploads: readonly Upload[] = [];
let count = 0;
const watchers = new Set<() => void>();
const accepted = z.object({ id: z.string() });
const acceptedPaper = z.object({ revision: z.number() });

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

/** What has come in is to be asked for anew. */
export function newsOf(client: QueryClient): void {
  for (const what of ['intakes', 'exchange']) void client.invalidateQueries({ queryKey: [what] });
}

/** Sends one file as it is, to where files of its kind go. @param received called when the server has it durably */
export function upload(file: File, received: () => void): void {
  count += 1;
  const key = count;
  uploads = [{ key, file, state: 'sending', share: 0, intake: null, paper: null, fault: null }, ...uploads];
  tell();
  // A file that cannot be read here cannot be sent either: sending says so.
  void paperKindOf(file).catch(() => null).then((kind) => send(key, file, kind, received));
}

function send(key: number, file: File, kind: PaperKind | null, received: () => void): void {
  const failed = (fault: ApiFault) => change(key, { state: 'failed', fault });
  // fetch tells nothing of the progress of what it sends.
  const request = new XMLHttpRequest();
  request.open('POST', kind === null ? '/api/intakes' : '/api/papers');
  request.setRequestHeader('x-yteso', '1');
  request.setRequestHeader('content-type', 'application/octet-stream');
  request.setRequestHeader('x-file-name', pathPart(file.name));
  request.upload.addEventListener('progress', (event) => change(key, event.loaded < event.total ? { share: event.loaded / event.total } : { share: 1, state: 'keeping' }));
  request.addEventListener('load', () => {
    reportAnswer(request.status);
    if (request.status < 200 || request.status >= 300) return failed(faultOf(request.status, request.responseText));
    const answer = jsonOf(request.responseText);
    const [intake, paper] = [accepted.safeParse(answer), acceptedPaper.safeParse(answer)];
    if (kind === null && intake.success) change(key, { state: 'done', share: 1, intake: intake.data.id });
    else if (kind !== null && paper.success) change(key, { state: 'done', share: 1, paper: { kind, revision: paper.data.revision, isNew: request.status === 201 } });
    else return failed(new ApiFault(200, { code: 'answer.unreadable', message: '' }));
    received();
  });
  for (const end of ['error', 'abort', 'timeout'] as const) request.addEventListener(end, () => failed(new ApiFault(0, { code: 'upload.cut', message: '' })));
  request.send(file);
}

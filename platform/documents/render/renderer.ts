import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Fault } from '#platform/fault';
import { DOCUMENT_FAULTS } from '../faults.ts';
import { answerSchema } from './message.ts';
import type { RenderRequest } from './message.ts';

/** Papers waiting. */
const MOST = 200;
/** Milliseconds after which an unused renderer ends: it holds some hundred MB. */
const IDLE = 60_000;

interface Job { readonly request: Omit<RenderRequest, 'id'>; readonly patience: number; readonly done: (pdf: Uint8Array) => void; readonly failed: (error: unknown) => void }

const waiting: Job[] = [];
let child: ChildProcess | undefined;
let busy = false;
let idle: NodeJS.Timeout | undefined;
let count = 0;

/** Has a paper made, in turn. @param patience milliseconds for this one, waiting not counted @throws Fault busy, tooSlow, failed */
export function inTurn(request: Omit<RenderRequest, 'id'>, patience: number): Promise<Uint8Array> {
  if (waiting.length >= MOST) return Promise.reject(new Fault(DOCUMENT_FAULTS.busy));
  return new Promise((done, failed) => {
    waiting.push({ request, patience, done, failed });
    next();
  });
}

function next(): void {
  const job = busy ? undefined : waiting.shift();
  if (job === undefined) return;
  busy = true;
  clearTimeout(idle);
  const id = count += 1;
  const renderer = child ??= start();
  hold(renderer, true);
  const finish = (act: () => void): void => {
    clearTimeout(timer);
    renderer.removeListener('message', onMessage).removeListener('exit', onExit).removeListener('error', onExit);
    busy = false;
    rest(renderer);
    act();
    next();
  };
  const onMessage = (message: unknown): void => {
    const answer = answerSchema.parse(message);
    if (answer.id !== id) return;
    finish(() => {
      if ('pdf' in answer) job.done(answer.pdf);
      else job.failed(new Fault(DOCUMENT_FAULTS.failed, {}, { cause: new Error(answer.error) }));
    });
  };
  const onExit = (): void => {
    child = undefined;
    finish(() => job.failed(new Fault(DOCUMENT_FAULTS.failed, {}, { cause: new Error('the renderer ended') })));
  };
  const timer = setTimeout(() => {
    child = undefined;
    renderer.kill('SIGKILL');
    finish(() => job.failed(new Fault(DOCUMENT_FAULTS.tooSlow, { seconds: Math.round(job.patience / 1000) })));
  }, job.patience);
  renderer.on('message', onMessage).once('exit', onExit).once('error', onExit);
  renderer.send({ id, ...job.request });
}

/** Without the environment of the server, which holds secrets; the proxy that is none keeps the compiler from fetching packages. */
function start(): ChildProcess {
  const started = fork(fileURLToPath(new URL('child.ts', import.meta.url)), [], {
    serialization: 'advanced', execArgv: ['--disable-warning=ExperimentalWarning'], stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env['PATH'], HTTPS_PROXY: 'http://127.0.0.1:9', HTTP_PROXY: 'http://127.0.0.1:9' },
  });
  started.on('error', () => undefined);
  started.once('exit', () => { if (child === started) child = undefined; });
  return started;
}

/** An idle renderer does not keep the program alive. */
function hold(renderer: ChildProcess, isHeld: boolean): void {
  if (isHeld) { renderer.ref(); renderer.channel?.ref(); }
  else { renderer.unref(); renderer.channel?.unref(); }
}

function rest(renderer: ChildProcess): void {
  if (waiting.length > 0) return;
  hold(renderer, false);
  idle = setTimeout(() => {
    if (busy || child !== renderer) return;
    child = undefined;
    renderer.kill();
  }, IDLE);
  idle.unref();
}

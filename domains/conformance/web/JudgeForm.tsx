import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FaultPanel, Panel } from '#platform/ui';
import { beginRun, judgeFile } from './api.ts';
import { useLabText } from './text.ts';

interface Progress { readonly done: number; readonly of: number }
/** Names that are told of; more would fill the page. */
const TOLD = 5;
const told = (names: readonly string[]): string => `${names.slice(0, TOLD).join(', ')}${names.length > TOLD ? ` … (+${names.length - TOLD})` : ''}`;

/** Where files are dropped; each is judged as it arrives. */
export function JudgeForm({ onDone }: { onDone: (run: string) => void }) {
  const say = useLabText();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const stopping = useRef<AbortController>(undefined);
  const [of, setOf] = useState('');
  const [quotes, setQuotes] = useState(false);
  const [over, setOver] = useState(false);
  const [progress, setProgress] = useState<Progress | undefined>();
  const [refused, setRefused] = useState<readonly string[]>([]);
  const [failed, setFailed] = useState<readonly File[]>([]);
  const [error, setError] = useState<Error | undefined>();

  const take = async (files: readonly File[]): Promise<void> => {
    const wanted = files.filter((file) => file.name.toLowerCase().endsWith('.xml'));
    setRefused(files.filter((file) => !wanted.includes(file)).map((file) => file.name));
    setError(undefined);
    setFailed([]);
    if (wanted.length === 0) return;
    const stop = stopping.current = new AbortController();
    setProgress({ done: 0, of: wanted.length });
    try {
      const run = await beginRun(of.trim(), quotes);
      const missed: File[] = [];
      for (const [index, file] of wanted.entries()) {
        if (stop.signal.aborted) { missed.push(...wanted.slice(index)); break; }
        try {
          await judgeFile(run.id, file, stop.signal);
        } catch (problem) {
          missed.push(file);
          if (!stop.signal.aborted && problem instanceof Error) setError(problem);
        }
        setProgress({ done: index + 1, of: wanted.length });
      }
      setFailed(missed);
      await client.invalidateQueries({ queryKey: ['conformance'] });
      onDone(run.id);
    } catch (problem) {
      if (problem instanceof Error) setError(problem);
      setFailed(wanted);
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <section className="ye-card ye-stack" aria-label={say('drop')}>
      <TextInput label={say('of')} placeholder={say('of.example')} value={of} onChange={(event) => setOf(event.currentTarget.value)} maxLength={200} />
      <Checkbox label={say('quotes')} description={say('quotes.why')} checked={quotes} onChange={(event) => setQuotes(event.currentTarget.checked)} />
      <div className={over ? 'ye-lab-drop ye-lab-over' : 'ye-lab-drop'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); if (progress === undefined) void take([...event.dataTransfer.files]); }}>
        <IconFileUpload size={30} aria-hidden />
        <div><div className="ye-strong">{say('drop')}</div><div className="ye-quiet ye-small">{say('drop.text')}</div></div>
        {progress === undefined ? <Button onClick={() => input.current?.click()}>{say('choose')}</Button> : <Button variant="default" onClick={() => stopping.current?.abort()}>{say('stop')}</Button>}
        <input ref={input} type="file" multiple accept=".xml,application/xml,text/xml" hidden aria-label={say('input')} tabIndex={-1}
          onChange={(event) => { const files = [...(event.currentTarget.files ?? [])]; event.currentTarget.value = ''; void take(files); }} />
      </div>
      {progress === undefined ? null : <div role="status">{say('working', { done: progress.done, of: progress.of })}<progress className="ye-lab-progress" value={progress.done} max={progress.of} aria-label={say('working', { done: progress.done, of: progress.of })} /></div>}
      {refused.length > 0 ? <Panel kind="warning">{say('refusedFiles', { names: told(refused) })}</Panel> : null}
      {error === undefined ? null : <FaultPanel error={error} />}
      {failed.length > 0 && progress === undefined ? <Panel kind="warning">{say('failedFiles', { names: told(failed.map((file) => file.name)) })} <Button size="compact-sm" variant="default" onClick={() => void take(failed)}>{say('again')}</Button></Panel> : null}
    </section>
  );
}

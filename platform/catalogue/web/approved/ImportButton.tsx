import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { FaultPanel } from '#platform/ui';
import { importApproved } from '../api.ts';
import type { ImportResult } from '../api.ts';
import { useCatalogueText } from '../text.ts';

/** Chooses a TSV file and imports it. @param words the kind in words */
export function ImportButton({ facility, kind, words, onDone }: { facility: string; kind: string; words: string; onDone: (result: ImportResult) => void }) {
  const say = useCatalogueText();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const work = useMutation({
    mutationFn: (file: File) => importApproved(facility, kind, file),
    onSuccess: (result) => {
      onDone(result);
      return client.invalidateQueries({ queryKey: ['approved', facility] });
    },
  });
  const lower = words.toLocaleLowerCase('vi');
  return (
    <>
      <Button size="compact-md" variant="default" disabled={work.isPending} onClick={() => input.current?.click()}>{say(work.isPending ? 'import.busy' : 'import.choose', { kind: lower })}</Button>
      <input ref={input} type="file" accept=".tsv,.txt,text/tab-separated-values" hidden aria-label={say('import.input', { kind: lower })}
        onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) work.mutate(file); event.currentTarget.value = ''; }} />
      {work.error ? <FaultPanel error={work.error} /> : null}
    </>
  );
}

import { Button } from '@mantine/core';
import { useRef } from 'react';

/** A button that asks for a sheet; the same file may be chosen again. @param note what was chosen, or why nothing can be */
export function ChooseFile({ label, note, disabled, onChoose }: { label: string; note: string | null; disabled: boolean; onChoose: (file: File) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <div className="ye-row">
      <Button disabled={disabled} onClick={() => input.current?.click()}>{label}</Button>
      <input ref={input} type="file" hidden accept=".xlsx,.csv" aria-label={label} onChange={(event) => { const [file] = event.currentTarget.files ?? []; event.currentTarget.value = ''; if (file) onChoose(file); }} />
      {note === null ? null : <span className="ye-small">{note}</span>}
    </div>
  );
}

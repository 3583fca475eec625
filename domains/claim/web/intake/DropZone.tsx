import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { Panel } from '#platform/ui';
import { useClaimText } from '../text.ts';
import { newsOf, upload } from './uploads.ts';
import './intake.css';

/** Where files are dropped or chosen; several at once. Other kinds of file are named and left out. */
export function DropZone() {
  const say = useClaimText();
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [refused, setRefused] = useState<string[]>([]);
  const take = (files: FileList | null) => {
    const all = [...(files ?? [])];
    const isXml = (file: File) => file.name.toLowerCase().endsWith('.xml');
    setRefused(all.filter((file) => !isXml(file)).map((file) => file.name));
    for (const file of all.filter(isXml)) upload(file, () => newsOf(client));
  };
  return (
    <div className="ye-stack">
      <div className={over ? 'ye-drop ye-drop-over' : 'ye-drop'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
        onDrop={(event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files); }}>
        <IconFileUpload size={30} aria-hidden />
        <div><div className="ye-strong">{say('drop.title')}</div><div className="ye-quiet ye-small">{say('drop.text')}</div></div>
        <Button onClick={() => input.current?.click()}>{say('drop.choose')}</Button>
        <input ref={input} type="file" multiple accept=".xml,application/xml,text/xml" className="ye-drop-input" aria-label={say('drop.input')} tabIndex={-1}
          onChange={(event) => { take(event.currentTarget.files); event.currentTarget.value = ''; }} />
      </div>
      {refused.length > 0 ? <Panel kind="warning">{say('drop.refused', { names: refused.join(', ') })}</Panel> : null}
    </div>
  );
}

import { Button } from '@mantine/core';
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { FaultPanel, Mark, Page, Panel, Table } from '#platform/ui';
import { useRoleWord } from '../text.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { AccountTabs } from './AccountTabs.tsx';
import { importSheet, previewSheet } from './api.ts';
import type { SheetLine } from './api.ts';
import { useAccountsText } from './text.ts';

/** Accounts from a sheet: template, preview of every line, import, codes. */
export function ImportPage() {
  const say = useAccountsText();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File | null>(null);
  const preview = useMutation({ mutationFn: previewSheet });
  const [csv, setCsv] = useState<{ text: string; made: number } | null>(null);
  const done = useConfirmed(importSheet, (result) => { setCsv({ text: result.csv, made: result.made }); setFile(null); preview.reset(); });
  const choose = (chosen: File | undefined) => { if (chosen) { setFile(chosen); setCsv(null); preview.mutate(chosen); } };
  const good = preview.data?.items.filter((line) => line.problems.length === 0).length ?? 0;
  const bad = (preview.data?.items.length ?? 0) - good;
  return (
    <Page title={say('import')}>
      <AccountTabs />
      <div className="ye-stack">
        <p className="ye-quiet">{say('import.lead')}</p>
        <div className="ye-row">
          <Button component="a" href="/api/account-sheet" variant="default">{say('import.template')}</Button>
          <Button disabled={preview.isPending} onClick={() => input.current?.click()}>{say('import.choose')}</Button>
          <input ref={input} type="file" hidden accept=".xlsx" aria-label={say('import.choose')} onChange={(event) => { choose(event.currentTarget.files?.[0]); event.currentTarget.value = ''; }} />
        </div>
        {preview.error ? <FaultPanel error={preview.error} /> : null}
        {done.error ? <FaultPanel error={done.error} /> : null}
        {csv ? <Panel kind="warning" title={say('import.done', { count: csv.made })}><Button mt="xs" onClick={() => download(csv.text)}>{say('import.codes')}</Button></Panel> : null}
        {preview.data && file ? (
          <>
            <div className="ye-row"><h2>{say('import.preview')}</h2><span>{say('import.summary', { good, bad })}</span><Button className="ye-push" disabled={good === 0 || done.pending} onClick={() => done.run(file)}>{say('import.submit', { count: good })}</Button></div>
            <Lines lines={preview.data.items} />
          </>
        ) : null}
      </div>
      {done.dialog}
    </Page>
  );
}

function Lines({ lines }: { lines: readonly SheetLine[] }) {
  const say = useAccountsText();
  const role = useRoleWord();
  return (
    <Table fold label={say('import.preview')} maxHeight="60vh" columns={[{ title: say('import.line'), number: true }, say('user'), say('name'), say('roles'), say('import.result')]}>
      {lines.map((line) => (
        <tr key={line.line}>
          <td className="ye-number" data-label={say('import.line')}>{line.line}</td><td className="ye-code">{line.user}</td><td>{line.displayName}</td><td>{line.role === null ? '' : role(line.role)}{line.facility === null ? '' : `, ${line.facility}`}</td>
          <td>{line.problems.length === 0 ? <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('import.good')}</Mark> : (
            <><Mark tone="error" icon={<IconCircleX size={16} aria-hidden />}>{say('import.bad', { count: line.problems.length })}</Mark><ul className="ye-small">{line.problems.map((problem) => <li key={problem.column}>{say('import.problem', { column: problem.column, what: problem.what, todo: problem.todo })}</li>)}</ul></>
          )}</td>
        </tr>
      ))}
    </Table>
  );
}

function download(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = 'ma-moi.csv';
  link.click();
  URL.revokeObjectURL(address);
}

import { Button, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Answer, Empty, FaultPanel, formatDay, Page, Table, useUiText } from '#platform/ui';
import { closeProgram, programsQuery } from '../api.ts';
import type { Program } from '../api.ts';
import { useOpenidText } from '../text.ts';
import { ProgramForm } from './ProgramForm.tsx';

/** *Chương trình*: an administrator registers who may ask, and closes. */
export function ProgramsPage() {
  const say = useOpenidText();
  const ui = useUiText();
  const programs = useQuery(programsQuery);
  const [adding, setAdding] = useState(false);
  const [closing, setClosing] = useState<Program | undefined>();
  return (
    <Page title={say('programs.title')} actions={<Button onClick={() => setAdding(true)}>{say('programs.new')}</Button>}>
      <div className="ye-stack">
        <p className="ye-quiet">{say('programs.lead')}</p>
        <Answer of={programs} what={say('programs.what')}>{(items) => (items.length === 0 ? <Empty title={say('programs.empty')}>{say('programs.emptyText')}</Empty> : (
          <Table fold label={say('programs.title')} columns={[say('column.name'), say('column.kind'), say('column.scopes'), say('column.addresses'), say('column.state')]}>
            {items.map((one) => <Row key={one.id} program={one} onClose={() => setClosing(one)} />)}
          </Table>
        ))}</Answer>
      </div>
      <Modal opened={adding} onClose={() => setAdding(false)} title={say('programs.new')} size="lg" closeButtonProps={{ 'aria-label': ui('close') }}><ProgramForm /></Modal>
      <Modal opened={closing !== undefined} onClose={() => setClosing(undefined)} title={say('close.do')} closeButtonProps={{ 'aria-label': ui('close') }}>{closing ? <Closing program={closing} onDone={() => setClosing(undefined)} /> : null}</Modal>
    </Page>
  );
}

const dayOf = (moment: string) => formatDay(moment.slice(0, 10).replaceAll('-', ''));

function Row({ program, onClose }: { program: Program; onClose: () => void }) {
  const say = useOpenidText();
  return (
    <tr>
      <td><strong>{program.name}</strong><div className="ye-small ye-quiet">{program.owner}</div><div className="ye-code ye-quiet">{program.id}</div></td>
      <td data-label={say('column.kind')}>{say(`kind.${program.kind}`)}{program.facility ? <div className="ye-small ye-quiet">{program.facility.name}</div> : null}</td>
      <td data-label={say('column.scopes')} className="ye-code">{program.scopes.map((word) => <div key={word}>{word}</div>)}</td>
      <td data-label={say('column.addresses')} className="ye-code">{[...program.redirectUris, program.launchUri, program.jwksUri].map((uri) => (uri === null ? null : <div key={uri}>{uri}</div>))}</td>
      <td data-label={say('column.state')}>{program.closedAt === null
        ? <>{say('state.open', { day: dayOf(program.openedAt) })}<div><Button size="compact-sm" variant="default" onClick={onClose}>{say('close')}</Button></div></>
        : say('state.closed', { day: dayOf(program.closedAt) })}</td>
    </tr>
  );
}

function Closing({ program, onDone }: { program: Program; onDone: () => void }) {
  const say = useOpenidText();
  const client = useQueryClient();
  const close = useMutation({ mutationFn: () => closeProgram(program.id), onSuccess: async () => { await client.invalidateQueries({ queryKey: programsQuery.queryKey }); onDone(); } });
  return (
    <div className="ye-stack">
      <p>{say('close.sure', { name: program.name })}</p>
      {close.error ? <FaultPanel error={close.error} /> : null}
      <div className="ye-row"><Button color="red" disabled={close.isPending} onClick={() => close.mutate()}>{say('close.do')}</Button><Button variant="default" onClick={onDone}>{say('close.not')}</Button></div>
    </div>
  );
}

import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { SubmitEvent } from 'react';
import { FaultPanel, formatDay, Mark, Period, Table, today, useUiText } from '#platform/ui';
import { usePlaceWords } from '../text.ts';
import { useConfirmed } from '../useConfirmed.tsx';
import { addRole, endRole } from './api.ts';
import type { AccountDetail } from './api.ts';
import { EMPTY_ROLE, RoleFields, roleOf } from './RoleFields.tsx';
import { useAccountsText } from './text.ts';

/** The roles of an account by date; adding one, ending one. */
export function Roles({ account, mayChange, onChanged }: { account: AccountDetail; mayChange: boolean; onChanged: () => void }) {
  const say = useAccountsText();
  const words = usePlaceWords();
  const [adding, setAdding] = useState(false);
  const end = useConfirmed(endRole, onChanged);
  return (
    <section className="ye-card ye-stack">
      <div className="ye-row"><h2>{say('roles')}</h2>{mayChange && account.active ? <Button className="ye-push" size="compact-md" onClick={() => setAdding(true)}>{say('role.add')}</Button> : null}</div>
      {end.error ? <FaultPanel error={end.error} /> : null}
      <Table fold label={say('roles')} columns={[say('roles'), say('role.valid'), say('role.rights'), ...(mayChange ? [say('action')] : [])]}>
        {account.roles.map((one) => (
          <tr key={one.id}>
            <td className="ye-strong">{words(one)}</td>
            <td data-label={say('role.valid')}><Period from={formatDay(one.validFrom)} to={one.validTo === null ? null : formatDay(one.validTo)} /> {one.open ? one.validFrom > today() ? <Mark tone="info">{say('role.ahead')}</Mark> : null : <Mark tone="neutral">{say('role.over')}</Mark>}</td>
            <td data-label={say('role.rights')}>{one.rights.join(', ')}</td>
            {mayChange ? <td>{one.open ? <Button size="compact-md" variant="default" disabled={end.pending} onClick={() => end.run({ id: account.id, role: one.id })} aria-label={`${say('role.end')}: ${words(one)}`}>{say('role.end')}</Button> : null}</td> : null}
          </tr>
        ))}
      </Table>
      {adding ? <AddRole id={account.id} onClose={() => setAdding(false)} onDone={() => { setAdding(false); onChanged(); }} /> : null}
      {end.dialog}
    </section>
  );
}

function AddRole({ id, onClose, onDone }: { id: string; onClose: () => void; onDone: () => void }) {
  const say = useAccountsText();
  const ui = useUiText();
  const [draft, setDraft] = useState(EMPTY_ROLE);
  const [rights, setRights] = useState('');
  const work = useConfirmed(addRole, onDone);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    work.run({ id, ...roleOf(draft), rights: rights.toUpperCase().split(/[\s,;]+/).filter(Boolean) });
  };
  return (
    <Modal opened onClose={onClose} title={say('role.add')} closeButtonProps={{ 'aria-label': ui('close') }}>
      <form className="ye-stack" onSubmit={submit} noValidate>
        <RoleFields draft={draft} onChange={setDraft} />
        <TextInput label={say('role.rights')} description={say('role.rightsHint')} value={rights} maxLength={100} onChange={(event) => setRights(event.currentTarget.value)} />
        {work.error ? <FaultPanel error={work.error} /> : null}
        <Button type="submit" disabled={work.pending}>{say('role.add')}</Button>
      </form>
      {work.dialog}
    </Modal>
  );
}

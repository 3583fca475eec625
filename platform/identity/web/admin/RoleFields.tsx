import { NativeSelect, TextInput } from '@mantine/core';
import { DayInput } from '#platform/ui';
import { ROLE_KEYS, useRoleWord } from '../text.ts';
import type { NewRole } from './api.ts';
import { useAccountsText } from './text.ts';

export interface RoleDraft { readonly role: string; readonly facility: string; readonly validFrom: string; readonly validTo: string }
export const EMPTY_ROLE: RoleDraft = { role: 'facility', facility: '', validFrom: '', validTo: '' };

export function roleOf(draft: RoleDraft): NewRole {
  return { role: draft.role, facility: draft.facility.trim() === '' ? null : draft.facility.trim(), validTo: draft.validTo === '' ? null : draft.validTo, ...(draft.validFrom === '' ? {} : { validFrom: draft.validFrom }) };
}

/** What somebody will work as, where, from when until when. */
export function RoleFields({ draft, onChange }: { draft: RoleDraft; onChange: (draft: RoleDraft) => void }) {
  const say = useAccountsText();
  const role = useRoleWord();
  return (
    <>
      <NativeSelect label={say('invite.role')} value={draft.role} data={ROLE_KEYS.map((value) => ({ value, label: role(value) }))} onChange={(event) => onChange({ ...draft, role: event.currentTarget.value })} />
      <TextInput label={say('invite.facility')} description={say('invite.facilityHint')} value={draft.facility} maxLength={10} onChange={(event) => onChange({ ...draft, facility: event.currentTarget.value })} />
      <DayInput label={say('invite.from')} description={say('invite.fromHint')} value={draft.validFrom} onChange={(validFrom) => onChange({ ...draft, validFrom })} />
      <DayInput label={say('invite.to')} description={say('invite.toHint')} value={draft.validTo} onChange={(validTo) => onChange({ ...draft, validTo })} />
    </>
  );
}

import { IconAlertTriangle, IconLock, IconMail } from '@tabler/icons-react';
import { Mark } from '#platform/ui';
import { usePlaceWords } from '../text.ts';
import type { AccountRow, RoleRow } from './api.ts';
import { useAccountsText } from './text.ts';

/** What is special about an account, in words. */
export function AccountMarks({ of: one }: { of: Pick<AccountRow, 'active' | 'closedReason' | 'invited' | 'due'> }) {
  const say = useAccountsText();
  return (
    <span className="ye-row" style={{ gap: 4 }}>
      {one.active ? null : <Mark tone="neutral" icon={<IconLock size={16} aria-hidden />}>{say(one.closedReason === 'idle' ? 'closed.idle' : 'closed.closed')}</Mark>}
      {one.active && one.invited ? <Mark tone="info" icon={<IconMail size={16} aria-hidden />}>{say('invited')}</Mark> : null}
      {one.due ? <Mark tone="warning" icon={<IconAlertTriangle size={16} aria-hidden />}>{say('due')}</Mark> : null}
    </span>
  );
}

/** The work in force: role and place, a line each. */
export function RoleWords({ roles }: { roles: readonly RoleRow[] }) {
  const say = useAccountsText();
  const words = usePlaceWords();
  const open = roles.filter((one) => one.open);
  if (open.length === 0) return <span className="ye-quiet">{say('noRole')}</span>;
  return <>{open.map((one) => <div key={one.id}>{words(one)}{one.rights.length > 0 ? ` (${one.rights.join(', ')})` : ''}</div>)}</>;
}

import { Button } from '@mantine/core';
import { formatMoment, Panel } from '#platform/ui';
import type { Invitation } from './api.ts';
import { useAccountsText } from './text.ts';

/** The code and the link, once. Behind `#` it never reaches a server's log. */
export function InvitationCard({ of: one }: { of: Invitation }) {
  const say = useAccountsText();
  const link = `${window.location.origin}/loi-moi#${one.code}`;
  return (
    <Panel kind="warning" title={say('invite.done')}>
      <p>{say('invite.text', { at: formatMoment(one.expiresAt) })}</p>
      <p>{say('invite.code')}: <span className="ye-code" style={{ fontSize: '1rem' }}>{one.code}</span></p>
      <p style={{ overflowWrap: 'anywhere' }}>{say('invite.link')}: <span className="ye-code">{link}</span></p>
      <Button mt="xs" size="compact-md" variant="default" onClick={() => void navigator.clipboard.writeText(link)}>{say('invite.copy')}</Button>
    </Panel>
  );
}

import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '#platform/ui';
import type { Secret } from './api.ts';
import { useDoorText } from './text.ts';

/** A password, once. */
export function SecretCard({ of: secret }: { of: Secret }) {
  const say = useDoorText();
  const [copied, setCopied] = useState(false);
  return (
    <Panel kind="warning" title={say('secretTitle', { username: secret.username })}>
      <p>{say('secretText')}</p>
      <p>{say('secretPassword')}: <span className="ye-code" style={{ fontSize: '1rem' }}>{secret.password}</span></p>
      <p style={{ overflowWrap: 'anywhere' }}>{say('secretAddress')}: <span className="ye-code">{window.location.origin}</span></p>
      <p className="ye-small" style={{ overflowWrap: 'anywhere' }}>{say('stillOpen', { address: window.location.origin })}</p>
      <Button mt="xs" size="compact-md" variant="default" onClick={() => { void navigator.clipboard.writeText(secret.password).then(() => setCopied(true)); }}>{say('copy')}</Button>
      {copied ? <span role="status" className="ye-small"> {say('copied')}</span> : null}
    </Panel>
  );
}

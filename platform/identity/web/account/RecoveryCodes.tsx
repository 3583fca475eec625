import { Button } from '@mantine/core';
import { Panel } from '#platform/ui';
import { useAccountText } from './text.ts';

/** Shown once, to be kept. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const say = useAccountText();
  return (
    <Panel kind="warning" title={say('recovery.show')}>
      <p>{say('recovery.text')}</p>
      <ul className="ye-codes">{codes.map((code) => <li key={code} className="ye-code">{code}</li>)}</ul>
      <Button size="compact-md" onClick={onKept}>{say('recovery.kept')}</Button>
    </Panel>
  );
}

import { Button, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { formatNumber, Panel, useDraft } from '#platform/ui';
import { checkPolicies, tryPolicies } from '../api.ts';
import type { Policies } from '../api.ts';
import { useAccessText } from '../text.ts';
import { InForce } from './InForce.tsx';
import { Problems } from './Problems.tsx';
import { TriedTable } from './TriedTable.tsx';

const DRAFT = 'access-policies';

/** The text: changed, checked, tried against what really happened, put in force. */
export function PolicyDesk({ policies }: { policies: Policies }) {
  const say = useAccessText();
  const [draft, setDraft, forget] = useDraft(DRAFT);
  const [putting, setPutting] = useState(false);
  const text = draft === '' ? policies.text : draft;
  const check = useMutation({ mutationFn: checkPolicies });
  const trial = useMutation({ mutationFn: tryPolicies });
  const again = () => { check.reset(); trial.reset(); };
  return (
    <section className="ye-card ye-stack" aria-labelledby="van-ban">
      <div className="ye-row"><h2 id="van-ban">{say('text')}</h2><span className="ye-small ye-quiet">{say(draft === '' || draft === policies.text ? (policies.isShipped ? 'text.shipped' : 'text.own') : 'text.changed')}</span></div>
      <Textarea className="ye-policy-text" aria-label={say('text.label')} value={text} autosize minRows={12} maxRows={20} spellCheck={false} onChange={(event) => { setDraft(event.currentTarget.value); again(); }} />
      <div className="ye-row">
        <Button variant="default" loading={check.isPending} onClick={() => { again(); check.mutate(text); }}>{say('check')}</Button>
        <Button variant="default" loading={trial.isPending} onClick={() => { again(); trial.mutate(text); }}>{say('try')}</Button>
        <Button disabled={putting} onClick={() => setPutting(true)}>{say('put')}</Button>
        {draft === '' || draft === policies.text ? null : <Button variant="subtle" onClick={() => { forget(); again(); }}>{say('undo')}</Button>}
      </div>
      {check.data ? <Panel kind="info">{say('check.right', { permits: formatNumber(check.data.policies.filter((one) => one.effect === 'permit').length), forbids: formatNumber(check.data.policies.filter((one) => one.effect === 'forbid').length) })}</Panel> : null}
      <Problems error={check.error ?? trial.error} />
      {trial.data ? <TriedTable tried={trial.data} /> : null}
      {putting ? <InForce text={text} onClose={() => setPutting(false)} onDone={() => { forget(); again(); setPutting(false); }} /> : null}
    </section>
  );
}

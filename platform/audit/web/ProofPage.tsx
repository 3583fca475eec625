import { FileButton, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { formatMoment, formatNumber, Page, Panel, Waiting } from '#platform/ui';
import { proofFile } from '#platform/audit/rules';
import type { ProofFile, ProofResult } from '#platform/audit/rules';
import { useAuditText } from './text.ts';
import { verifyHere } from './verify.ts';
import { useTrailWord } from './words.ts';

/** Proof files are some kilobytes. */
const LARGEST = 200_000;

/** *Xác minh*: open to everybody; once here it needs no line. */
export function ProofPage() {
  const say = useAuditText();
  const check = useMutation({
    // Nothing is asked of the server: it runs without a line too.
    networkMode: 'always',
    mutationFn: async (file: File): Promise<{ result: ProofResult; proof: ProofFile | null }> => {
      const proof = file.size > LARGEST ? undefined : proofFile.safeParse(await file.text().then(readJson)).data;
      return proof === undefined ? { result: { ok: false, why: 'unreadable' }, proof: null } : { result: await verifyHere(proof), proof };
    },
  });
  return (
    <main className="ye-lone">
      <Page title={say('verify.title')}>
        <div className="ye-stack">
          <p>{say('verify.lead')}</p>
          <div><FileButton accept="application/json,.json" onChange={(file) => { if (file !== null) check.mutate(file); }}>{(props) => <Button {...props}>{say('verify.choose')}</Button>}</FileButton></div>
          {check.isPending ? <Waiting what={say('verify.working')} /> : null}
          {check.data === undefined ? null : <Result result={check.data.result} proof={check.data.proof} />}
        </div>
      </Page>
    </main>
  );
}

function Result({ result, proof }: { result: ProofResult; proof: ProofFile | null }) {
  const say = useAuditText();
  if (!result.ok) return <Panel kind="error" title={say(`verify.${result.why}`)}>{say(`verify.${result.why}Text`)}</Panel>;
  const words = say('verify.rightText', { seq: formatNumber(proof?.seq ?? 0), size: formatNumber(result.size), time: formatMoment(new Date(result.time * 1000).toISOString()), key: result.key });
  return (
    <>
      {result.signature === 'right' ? <Panel kind="info" title={say('verify.right')}>{words}</Panel> : <Panel kind="warning" title={say('verify.unchecked')}>{words} {say('verify.uncheckedText')}</Panel>}
      {proof === null ? null : <Facts event={proof.event} />}
    </>
  );
}

function Facts({ event }: { event: ProofFile['event'] }) {
  const say = useAuditText();
  const word = useTrailWord();
  const micros = Number(event.at);
  const facts = [
    [say('column.at'), Number.isFinite(micros) ? formatMoment(new Date(micros / 1000).toISOString()) : ''], [say('column.who'), word('role', event.role ?? '')], [say('filter.facility'), event.facility ?? say('noUnit')],
    [say('column.what'), word('action', event.action ?? '')], [say('column.why'), word('purpose', event.purpose ?? '')], [say('event.basis'), event.basis ?? ''], [say('column.outcome'), word('outcome', event.outcome ?? '')],
  ];
  return (
    <section aria-label={say('verify.event')}>
      <h2>{say('verify.event')}</h2>
      <dl className="ye-facts">{facts.filter(([, value]) => value !== '').map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}

function readJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

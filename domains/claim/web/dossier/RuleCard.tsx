import { SeverityMark } from '#platform/ui';
import { useClaimText } from '../text.ts';
import { FindingItem } from './FindingItem.tsx';
import type { RuleGroup, Spot } from './grouping.ts';

/** All that one rule found. */
export function RuleCard({ group, dossier, onGo, mayMark }: { group: RuleGroup; dossier: string; onGo: (spot: Spot) => void; mayMark: boolean }) {
  const say = useClaimText();
  return (
    <article className={`ye-rule ye-rule-${group.severity}`} aria-label={`${group.rule} ${group.title}`}>
      <div className="ye-row" style={{ gap: 8 }}><SeverityMark severity={group.severity} /><span className="ye-code">{group.rule}</span><span className="ye-small ye-quiet">{group.groupTitle}</span></div>
      <h3>{group.title}</h3>
      <ul>{group.findings.map((finding, index) => <FindingItem key={index} finding={finding} dossier={dossier} onGo={onGo} mayMark={mayMark} />)}</ul>
      {group.severity === 'error' ? <p className="ye-small ye-quiet">{say('seen.error')}</p> : null}
    </article>
  );
}

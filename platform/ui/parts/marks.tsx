import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useUiText } from '../text.ts';

export type Tone = 'error' | 'warning' | 'info' | 'good' | 'neutral';
const ICONS = { error: IconCircleX, warning: IconAlertTriangle, info: IconInfoCircle } as const;

/** A state in a word, with an icon: never by colour alone. */
export function Mark({ tone, icon, children }: { tone: Tone; icon?: ReactNode; children: ReactNode }) {
  return <span className={`ye-mark ye-${tone}`}>{icon}{children}</span>;
}

export function SeverityMark({ severity }: { severity: 'error' | 'warning' | 'info' }) {
  const say = useUiText();
  return <Mark tone={severity} icon={<SeverityIcon severity={severity} />}>{say(severity)}</Mark>;
}

export function SeverityIcon({ severity, size = 16 }: { severity: 'error' | 'warning' | 'info'; size?: number }) {
  const Icon = ICONS[severity];
  return <Icon size={size} aria-hidden />;
}

/** How many findings of each weight: `2 lỗi · 1 cảnh báo`. */
export function Counts({ of: counts }: { of: { readonly error: number; readonly warning: number; readonly info: number } }) {
  const say = useUiText();
  const kinds = (['error', 'warning', 'info'] as const).filter((kind) => counts[kind] > 0);
  if (kinds.length === 0) return <Mark tone="good" icon={<IconCircleCheck size={16} aria-hidden />}>{say('clean')}</Mark>;
  const words = { error: 'errors', warning: 'warnings', info: 'infos' } as const;
  return <span className="ye-row" style={{ gap: 4 }}>{kinds.map((kind) => <Mark key={kind} tone={kind} icon={<SeverityIcon severity={kind} />}>{say(words[kind], { count: counts[kind] })}</Mark>)}</span>;
}

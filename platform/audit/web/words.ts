import { formatNumber } from '#platform/ui';
import { strings } from './strings.ts';
import { useAuditText } from './text.ts';

type Key = keyof typeof strings.vi;

function isKey(key: string): key is Key {
  return Object.hasOwn(strings.vi, key);
}

/** Words for a role, purpose, action or outcome as the trail writes it; what is unknown here stays as written. */
export function useTrailWord(): (kind: 'role' | 'purpose' | 'action' | 'outcome' | 'witness' | 'alerts', code: string) => string {
  const say = useAuditText();
  return (kind, code) => {
    const key = `${kind}.${code}`;
    return isKey(key) ? say(key) : code;
  };
}

/** What an alert says, with its counts. */
export function useAlertWord(): (alert: { readonly rule: string; readonly detail: Readonly<Record<string, string | number>> }) => string {
  const say = useAuditText();
  return ({ rule, detail }) => {
    const key = `rule.${rule}`;
    return isKey(key) ? say(key, Object.fromEntries(Object.entries(detail).map(([name, value]) => [name, typeof value === 'number' ? formatNumber(value) : value]))) : rule;
  };
}

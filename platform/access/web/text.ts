import { areaText } from '#platform/ui';
import { useRoleWord } from '#platform/identity/web';
import { strings } from './strings.ts';

export const useAccessText = areaText('access', strings);

type Key = keyof typeof strings.vi;
const isKey = (key: string): key is Key => Object.hasOwn(strings.vi, key);

/** Words for a relation, a purpose or a type of resource; what is unknown here stays as written. */
export function useAccessWord(): (kind: 'kind' | 'purpose' | 'type', code: string) => string {
  const say = useAccessText();
  return (kind, code) => {
    const key = `${kind}.${code}`;
    return isKey(key) ? say(key) : code;
  };
}

/** Who calls, in words: people's roles, and programs. */
export function useCallerWord(): (role: string) => string {
  const say = useAccessText();
  const role = useRoleWord();
  return (code) => (code === 'program' ? say('role.program') : role(code));
}

import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useIdentityText = areaText('identity', strings);

/** The role in words. */
export function useRoleWord(): (role: string) => string {
  const say = useIdentityText();
  return (role) => say(role === 'admin' ? 'role.admin' : role === 'facility' ? 'role.facility' : role === 'department' ? 'role.department' : 'role.other');
}

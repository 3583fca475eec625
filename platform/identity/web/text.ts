import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useIdentityText = areaText('identity', strings);

export const ROLE_KEYS = ['admin', 'facility', 'doctor', 'nurse', 'department', 'inspector', 'disease-control', 'insurer', 'citizen'] as const;

/** The role in words. */
export function useRoleWord(): (role: string) => string {
  const say = useIdentityText();
  return (role) => say(`role.${ROLE_KEYS.find((key) => key === role) ?? 'other'}`);
}

/** A place of work in words: `Bác sĩ, Bệnh viện …`. */
export function usePlaceWords(): (place: { readonly role: string; readonly facility: { readonly name: string } | null }) => string {
  const say = useIdentityText();
  const role = useRoleWord();
  return (place) => (place.role === 'citizen' ? role(place.role) : `${role(place.role)}, ${place.facility?.name ?? say('province')}`);
}

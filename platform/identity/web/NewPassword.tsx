import { PasswordInput } from '@mantine/core';
import { useIdentityText } from './text.ts';

interface Props { readonly min: number; readonly value: string; readonly again: string; readonly onChange: (value: string) => void; readonly onAgain: (value: string) => void }

/** A new password, typed twice. */
export function NewPassword({ min, value, again, onChange, onAgain }: Props) {
  const say = useIdentityText();
  const eye = { 'aria-label': say('showPassword') };
  return (
    <>
      <PasswordInput label={say('new')} description={say('newHint', { count: min })} autoComplete="new-password" value={value} onChange={(event) => onChange(event.currentTarget.value)} visibilityToggleButtonProps={eye} />
      <PasswordInput label={say('again')} autoComplete="new-password" value={again} onChange={(event) => onAgain(event.currentTarget.value)} visibilityToggleButtonProps={eye} error={again !== '' && again !== value ? say('differs') : null} />
    </>
  );
}

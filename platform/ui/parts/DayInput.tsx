import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { formatDay, parseDay } from '../format/day.ts';
import { useUiText } from '../text.ts';

interface DayInputProps {
  readonly label: string;
  /** yyyyMMdd; '' for none. */
  readonly value: string;
  readonly onChange: (day: string) => void;
  readonly required?: boolean;
  readonly description?: string;
  /** What is wrong as the form sees it; what is wrong with the day itself comes first. */
  readonly error?: string | null;
  /** What was typed is no day: the form lets go of the one before (sets `value` to ''), the typed text stays. A day that must be there is let go of by itself. */
  readonly onWrong?: () => void;
}

/** A day typed as dd/MM/yyyy, checked as one leaves the field; what was typed stays in sight when it is wrong. */
export function DayInput({ label, value, onChange, required = false, description, error = null, onWrong }: DayInputProps) {
  const say = useUiText();
  const [text, setText] = useState(formatDay(value));
  const [wrong, setWrong] = useState(false);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(formatDay(value));
    setWrong(false);
  }
  const leave = () => {
    const day = text.trim() === '' && !required ? '' : parseDay(text);
    // A field that was only passed through is nothing wrong yet: the form says when it is wanted.
    setWrong(day === null && (text.trim() !== '' || value !== ''));
    if (day === null) {
      const letGo = onWrong ?? (required ? () => onChange('') : undefined);
      if (letGo === undefined) return;
      setShown('');
      letGo();
      return;
    }
    setText(formatDay(day));
    if (day !== value) onChange(day);
  };
  return (
    <TextInput
      label={label} value={text} required={required} inputMode="numeric" placeholder={formatDay('20260115')} description={description}
      error={wrong ? say('dayWrong', { text }) : error} onChange={(event) => setText(event.currentTarget.value)} onBlur={leave}
      onKeyDown={(event) => { if (event.key === 'Enter') leave(); }}
    />
  );
}

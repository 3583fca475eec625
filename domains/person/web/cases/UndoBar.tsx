import { Button, Kbd } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import type { Decisions } from './useDecisions.ts';
import { useCasesText } from './text.ts';

/** What was just decided, and the way back. */
export function UndoBar({ last, undone, onUndo }: { last: Decisions['last']; undone: boolean; onUndo: () => void }) {
  const say = useCasesText();
  return (
    <div role="status" className="ye-undo-place">
      {last === undefined ? (undone ? <div className="ye-undo"><span>{say('undone')}</span></div> : null) : (
        <div className="ye-undo">
          <span>{say(`done.${last.decision}`, { a: last.a, b: last.b })}</span>
          <Button variant="default" size="compact-md" leftSection={<IconArrowBackUp size={16} aria-hidden />} rightSection={<Kbd className="ye-desk" aria-hidden>Z</Kbd>} aria-keyshortcuts="Z" onClick={onUndo}>{say('undo')}</Button>
        </div>
      )}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Empty, FaultPanel, Panel, TextLink } from '#platform/ui';
import { joinPeople, undoJoin } from './api.ts';
import type { Join } from './api.ts';
import { JoinLine } from './JoinLine.tsx';
import { useJoiningText } from './text.ts';

/** Every join that made the person, undone ones too; one can be undone here, and made again. */
export function JoinHistory({ person, joins, mayUndo }: { person: string; joins: readonly Join[]; mayUndo: boolean }) {
  const say = useJoiningText();
  const client = useQueryClient();
  const [open, setOpen] = useState<string>();
  const refresh = () => client.invalidateQueries({ queryKey: ['people'] });
  const undo = useMutation({ mutationFn: ({ id, why }: { id: string; why: string }) => undoJoin(id, why), onSuccess: () => { setOpen(undefined); return refresh(); } });
  const again = useMutation({ mutationFn: ([a, b]: readonly [string, string]) => joinPeople(a, b, say('again.why')), onSuccess: () => { undo.reset(); return refresh(); } });
  const [one, two] = undo.data?.persons ?? [];
  const other = one === person ? two : one;
  return (
    <section className="ye-stack" aria-labelledby="lich-su-noi">
      <h2 id="lich-su-noi">{say('joins')}</h2>
      {undo.data && !undo.isPending ? (
        <Panel kind="info" title={say(undo.data.apart ? 'undo.done' : 'undo.together')}>
          {one !== undefined && two !== undefined && other !== undefined ? <div className="ye-row"><Button size="compact-md" variant="default" disabled={again.isPending} onClick={() => again.mutate([one, two])}>{say('again')}</Button><TextLink to="/nguoi-dan/$id" params={{ id: other }}>{say('other')}</TextLink></div> : null}
          {again.error ? <FaultPanel error={again.error} /> : null}
        </Panel>
      ) : null}
      {joins.length === 0 ? <Empty title={say('joins.none')}>{say('joins.noneText')}</Empty> : (
        <ol className="ye-joins">{joins.map((join) => (
          <li key={join.id} className="ye-card">
            <JoinLine join={join} mayUndo={mayUndo} isOpen={open === join.id} isBusy={undo.isPending} error={open === join.id ? undo.error : null} onOpen={(is) => { setOpen(is ? join.id : undefined); undo.reset(); }} onUndo={(why) => undo.mutate({ id: join.id, why })} />
          </li>
        ))}</ol>
      )}
    </section>
  );
}

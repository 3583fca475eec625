import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { FaultPanel, Mark } from '#platform/ui';
import { choosePlace } from '../api.ts';
import type { Me } from '../api.ts';
import { useIdentityText, usePlaceWords } from '../text.ts';
import { useEntered } from '../useEntered.ts';

/** Where one works now, and the other places one may change to. */
export function Places({ me }: { me: Me }) {
  const say = useIdentityText();
  const words = usePlaceWords();
  // What was seen at the other place is not seen from here.
  const work = useMutation({ mutationFn: choosePlace, onSuccess: useEntered(true) });
  return (
    <section className="ye-card">
      <h2>{say('place.title')}</h2>
      <ul className="ye-todo">
        {me.places.map((place) => {
          const here = me.place !== null && place.id === me.place.id && place.facility?.code === me.place.facility?.code;
          return (
            <li key={`${place.id} ${place.facility?.code ?? ''}`}>
              <div><span className={here ? 'ye-strong' : undefined}>{words(place)}</span>{place.inheritedFrom === null ? null : <div className="ye-small ye-quiet">{say('place.inherited', { code: place.inheritedFrom })}</div>}</div>
              {here ? <Mark tone="good" icon={<IconCheck size={16} aria-hidden />}>{say('place.here')}</Mark> : <Button size="compact-md" variant="default" disabled={work.isPending} onClick={() => work.mutate(place)} aria-label={`${say('place.choose')}: ${words(place)}`}>{say('place.choose')}</Button>}
            </li>
          );
        })}
      </ul>
      {work.error ? <FaultPanel error={work.error} /> : null}
    </section>
  );
}

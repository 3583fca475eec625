import { useQuery } from '@tanstack/react-query';
import { may, meQuery } from '#platform/identity/web';
import { Answer } from '#platform/ui';
import { joiningQuery } from './api.ts';
import { Identifiers } from './Identifiers.tsx';
import { JoinHistory } from './JoinHistory.tsx';
import { JoinWith } from './JoinWith.tsx';
import { Sources } from './Sources.tsx';
import { useJoiningText } from './text.ts';

/** Where a person comes from: every source, every number, every join. */
export function JoiningSection({ person }: { person: string }) {
  const say = useJoiningText();
  const me = useQuery(meQuery);
  const joining = useQuery(joiningQuery(person));
  const mayWrite = may(me.data, 'person-join.write');
  return (
    <div className="ye-stack">
      <Answer of={joining} what={say('what')}>{(found) => (
        <>
          <Sources sources={found.sources} />
          <JoinHistory person={person} joins={found.joins} mayUndo={mayWrite} />
          <Identifiers identifiers={found.identifiers} />
        </>
      )}</Answer>
      {mayWrite ? <JoinWith person={person} /> : null}
    </div>
  );
}

import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { may, meQuery } from '#platform/identity/web';
import { FaultPanel, formatMoment, Panel } from '#platform/ui';
import { useAccessText } from '../text.ts';
import { ownOpeningsQuery } from './api.ts';
import { useEnd } from './useEnd.ts';

/** On the page of a person whose record I have open in an emergency: until when, and the way to end it. Nothing otherwise. */
export function OpeningBanner({ person }: { person: string }) {
  const say = useAccessText();
  const navigate = useNavigate();
  const me = useQuery(meQuery);
  const own = useQuery({ ...ownOpeningsQuery, enabled: may(me.data, 'emergency.open') });
  const end = useEnd(() => { void navigate({ to: '/mo-khan-cap' }); });
  const opening = own.data?.items.find((one) => one.person === person && one.isOpen);
  if (opening === undefined) return null;
  return (
    <div style={{ marginBottom: 12 }}>
      <Panel kind="error" title={say('banner.title', { at: formatMoment(opening.endsAt) })}>
        <div className="ye-row"><span>{say('banner.text', { reason: opening.reason })}</span>
          <Button className="ye-push" size="compact-md" color="red" loading={end.isPending} onClick={() => end.mutate(opening.id)}>{say('end')}</Button></div>
        {end.error ? <FaultPanel error={end.error} /> : null}
      </Panel>
    </div>
  );
}

import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FaultPanel, Panel } from '#platform/ui';
import { beginOutside, outsideQuery } from './api.ts';
import { useOpenidText } from './text.ts';

/** For the sign-in page: the outside providers that are set up; nothing when there are none. @param back address inside the product */
export function OutsideButtons({ back, failed }: { back: string; failed?: 'ngoai' | 'chua-gan' | undefined }) {
  const say = useOpenidText();
  const providers = useQuery(outsideQuery);
  const begin = useMutation({ mutationFn: (id: string) => beginOutside(id, back), onSuccess: ({ to }) => { window.location.assign(to); } });
  if (providers.data === undefined || providers.data.length === 0) return null;
  return (
    <div className="ye-stack">
      {failed === undefined ? null : <Panel kind="error">{say(`outside.${failed}`)}</Panel>}
      <p className="ye-quiet">{say('outside.or')}</p>
      {providers.data.map((one) => <Button key={one.id} variant="default" disabled={begin.isPending || begin.isSuccess} onClick={() => begin.mutate(one.id)}>{say('outside', { name: one.name })}</Button>)}
      {begin.error ? <FaultPanel error={begin.error} /> : null}
    </div>
  );
}

import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { may, meQuery } from '#platform/identity/web';
import { ButtonLink, Page, TextLink } from '#platform/ui';
import { useAccessText } from './text.ts';
import { WhoSees } from './WhoSees.tsx';

const here = getRouteApi('/trong/ai-duoc-xem/$id');

/** *Ai được xem hồ sơ của tôi*: for a citizen. */
export function MyWhoPage() {
  const say = useAccessText();
  return (
    <Page title={say('who.mine')} actions={<ButtonLink variant="default" to="/ai-da-xem">{say('who.seen')}</ButtonLink>}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('who.mineLead')}</p>
      <WhoSees />
    </Page>
  );
}

/** *Ai được xem người này*: for the inspector, who comes from the trail and sees no record. */
export function WhoPage() {
  const say = useAccessText();
  const { id } = here.useParams();
  const me = useQuery(meQuery);
  return (
    <Page title={say('who.title')} path={may(me.data, 'audit.read') ? [<TextLink key="log" to="/nhat-ky">{say('log')}</TextLink>] : []}>
      <p className="ye-quiet" style={{ marginBottom: 12 }}>{say('who.lead')}</p>
      <WhoSees person={id} />
    </Page>
  );
}

import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { may, meQuery } from '#platform/identity/web';
import { ButtonLink, formatMoment, TextLink } from '#platform/ui';
import { useAccessText } from '../text.ts';
import { openingsQuery, ownOpeningsQuery } from './api.ts';
import type { Opening } from './api.ts';

const SHOWN = 6;

/** Emergencies among today's work: my own that are open, and those of others that I second or review. @param children drawn when there are none */
export function OpeningsWork({ children }: { children?: ReactNode }) {
  const say = useAccessText();
  const me = useQuery(meQuery);
  const [opens, reviews] = [may(me.data, 'emergency.open'), may(me.data, 'emergency.review')];
  const own = useQuery({ ...ownOpeningsQuery, enabled: opens });
  const waiting = useQuery(openingsQuery(true, 0, SHOWN));
  const others = (waiting.data?.items ?? []).filter((one) => !one.own && (reviews || one.seconded === null));
  const mine = own.data?.items ?? [];
  if (mine.length + others.length === 0) return waiting.data === undefined ? null : children;
  return (
    <section className="ye-card" aria-labelledby="viec-khan-cap">
      <div className="ye-row"><h2 id="viec-khan-cap">{say('emergency')}</h2><TextLink className="ye-push" to="/mo-khan-cap">{say('work.all')}</TextLink></div>
      <ul className="ye-todo">
        {mine.map((one) => <li key={one.id}><Line title={say('banner.title', { at: formatMoment(one.endsAt) })} of={one} /><ButtonLink size="compact-md" variant="default" to="/nguoi-dan/$id" params={{ id: one.person }}>{say('toPerson')}</ButtonLink></li>)}
        {others.map((one) => <li key={one.id}><Line title={say('work.by', { who: one.who, place: one.facility.name })} of={one} /><ButtonLink size="compact-md" variant="default" to="/mo-khan-cap">{say(reviews ? 'review' : 'second')}</ButtonLink></li>)}
      </ul>
    </section>
  );
}

function Line({ title, of }: { title: string; of: Opening }) {
  return <div><span className="ye-strong">{title}</span><div className="ye-small ye-quiet">{formatMoment(of.openedAt)}. {of.reason}</div></div>;
}

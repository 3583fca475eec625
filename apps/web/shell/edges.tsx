import type { ErrorComponentProps } from '@tanstack/react-router';
import { useRouter } from '@tanstack/react-router';
import { ButtonLink, Empty, FaultPanel, Page, useUiText, Waiting } from '#platform/ui';

/** A page that could not be opened at all. */
export function RouteFault({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  return (
    <main id="noi-dung" className="ye-main">
      <FaultPanel error={error} retry={() => { reset(); void router.invalidate(); }} />
    </main>
  );
}

export function NotFound() {
  const say = useUiText();
  return <main className="ye-main"><Page title={say('notFound')}><Empty title={say('notFound')} action={<ButtonLink to="/">{say('home')}</ButtonLink>}>{say('notFoundText')}</Empty></Page></main>;
}

export function RouteWaiting() {
  return <div className="ye-main"><Waiting /></div>;
}

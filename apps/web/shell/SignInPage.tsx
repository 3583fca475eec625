import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useRouter } from '@tanstack/react-router';
import { demoQuery, SignIn } from '#platform/identity/web';
import { Suspense } from 'react';
import { OutsideButtons } from './lazy.tsx';
import { Demonstration } from './Demonstration.tsx';

const here = getRouteApi('/dang-nhap');

export function SignInPage() {
  const { ve, loi } = here.useSearch();
  const router = useRouter();
  const demo = useQuery(demoQuery);
  // Only back into this product: an address of another place starts with a scheme or with two slashes.
  const back = ve !== undefined && /^\/(?![/\\])/.test(ve) ? ve : '/';
  return <>{demo.data?.demonstration ? <Demonstration /> : null}<SignIn ended={ve !== undefined} onDone={() => { router.history.push(back); }} /><div className="ye-sign-in"><Suspense><OutsideButtons back={back} failed={loi} /></Suspense></div></>;
}

import { getRouteApi, useRouter } from '@tanstack/react-router';
import { SignIn } from '#platform/identity/web';

const here = getRouteApi('/dang-nhap');

export function SignInPage() {
  const { ve } = here.useSearch();
  const router = useRouter();
  // Only back into this product: an address of another place starts with a scheme or with two slashes.
  const back = ve !== undefined && /^\/(?![/\\])/.test(ve) ? ve : '/';
  return <SignIn ended={ve !== undefined} onDone={() => { router.history.push(back); }} />;
}

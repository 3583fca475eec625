import { QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiFault, isAway, isSignedOut } from './fault.ts';
import { onReturn } from './outage.ts';

/** @param onSignedOut the session has ended while a page was open: lead to the sign-in page. Not told of the question who is signed in (`me`). */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({ onError: (error, query) => { if (isSignedOut(error) && query.queryKey[0] !== 'me') onSignedOut(); } }),
    defaultOptions: {
      queries: {
        staleTime: 5000,
        // What the server understood and refused stays refused; a machine that is coming back is asked again by the outage watch.
        retry: (failures, error) => !(error instanceof ApiFault) && !isAway(error) && failures < 1,
      },
    },
  });
  onReturn(() => { void client.invalidateQueries(); });
  return client;
}

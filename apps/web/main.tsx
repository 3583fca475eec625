import { MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { makeQueryClient, startLanguage, theme } from '#platform/ui';
import { meQuery } from '#platform/identity/web';
import { makeRouter } from './router.tsx';
import './styles.css';

startLanguage();

// The server gives each page a nonce for the styles that the components write at run time.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? '';
Reflect.set(globalThis, '__webpack_nonce__', nonce);

const client = makeQueryClient(() => {
  const { pathname, href } = router.state.location;
  if (pathname === '/dang-nhap') return;
  client.removeQueries({ queryKey: meQuery.queryKey });
  void router.navigate({ to: '/dang-nhap', search: { ve: href } });
});
const router = makeRouter(client);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
        <QueryClientProvider client={client}><RouterProvider router={router} /></QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

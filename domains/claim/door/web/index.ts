/** Which facilities are connected, who sends for them, and whose program may come in. */
export { ConnectedPage } from './ConnectedPage.tsx';

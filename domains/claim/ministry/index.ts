/** The Ministry's data portal: the same dossiers and check-ins, by its own token and with our own key, by which it can be asked. */
export { MINISTRY, connectMinistry, ministryRoom } from './connect.ts';
export type { MinistryPortal } from './connect.ts';

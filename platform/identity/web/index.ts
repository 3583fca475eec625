/** Who is here: sign-in, the account at work, and what it may open. */
export { demoQuery, meQuery, signOut, stationQuery } from './api.ts';
export type { Me } from './api.ts';
export { may } from './may.ts';
export { SignIn } from './SignIn.tsx';
export { SwitchDialog } from './switch/SwitchDialog.tsx';
export { useConfirmed } from './useConfirmed.tsx';
export { usePlaceWords, useRoleWord } from './text.ts';
export { AccountPage, AccountsPage, ImportPage, InvitationPage, MergersPage, MyAccountPage, ResetPage } from './pages.ts';

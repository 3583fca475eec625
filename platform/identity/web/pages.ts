import { lazy } from 'react';

// The door is opened by the sign-in page: what stands behind it loads when it is needed.
export const MyAccountPage = lazy(() => import('./account/MyAccountPage.tsx').then((part) => ({ default: part.MyAccountPage })));
export const AccountsPage = lazy(() => import('./admin/AccountsPage.tsx').then((part) => ({ default: part.AccountsPage })));
export const AccountPage = lazy(() => import('./admin/AccountPage.tsx').then((part) => ({ default: part.AccountPage })));
export const ImportPage = lazy(() => import('./admin/ImportPage.tsx').then((part) => ({ default: part.ImportPage })));
export const MergersPage = lazy(() => import('./admin/MergersPage.tsx').then((part) => ({ default: part.MergersPage })));
export const InvitationPage = lazy(() => import('./InvitationPage.tsx').then((part) => ({ default: part.InvitationPage })));
export const ResetPage = lazy(() => import('./ResetPage.tsx').then((part) => ({ default: part.ResetPage })));

/** Who may see what, and why: for oneself, for a citizen, for whoever answers for it; emergencies; the policies. */
export { MinePage } from './MinePage.tsx';
export { MyWhoPage, WhoPage } from './WhoPage.tsx';
export { WhoSees } from './WhoSees.tsx';
export { OpeningBanner } from './emergency/OpeningBanner.tsx';
export { OpeningsPage } from './emergency/OpeningsPage.tsx';
export { OpeningsWork } from './emergency/OpeningsWork.tsx';
export { PoliciesPage } from './policies/PoliciesPage.tsx';

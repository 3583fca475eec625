/** The vendor lab on the screen. */
export { LabPage } from './LabPage.tsx';

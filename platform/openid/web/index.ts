/** Screens around programs: consent, registration, opening one for a patient, signing in through others. */
export { ConsentPage } from './ConsentPage.tsx';
export { ProgramsPage } from './programs/ProgramsPage.tsx';
export { LaunchButton } from './LaunchButton.tsx';
export { OutsideButtons } from './OutsideButtons.tsx';

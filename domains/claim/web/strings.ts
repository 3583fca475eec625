import { dossierStrings } from './dossier/strings.ts';
import { intakeStrings } from './intake/strings.ts';
import { ruleStrings } from './laws/strings.ts';

export const strings = {
  vi: { ...intakeStrings.vi, ...dossierStrings.vi, ...ruleStrings.vi },
  en: { ...intakeStrings.en, ...dossierStrings.en, ...ruleStrings.en },
} as const;

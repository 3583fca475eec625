import { correctStrings } from './correct/strings.ts';
import { dossierStrings } from './dossier/strings.ts';
import { intakeStrings } from './intake/strings.ts';
import { ruleStrings } from './laws/strings.ts';

export const strings = {
  vi: { ...intakeStrings.vi, ...dossierStrings.vi, ...ruleStrings.vi, ...correctStrings.vi },
  en: { ...intakeStrings.en, ...dossierStrings.en, ...ruleStrings.en, ...correctStrings.en },
} as const;

import { MONEY_SPOILS } from './money.ts';
import type { Spoil } from './spoil.ts';
import { STRUCTURE_SPOILS } from './structure.ts';
import { TOPIC_SPOILS } from './topics.ts';
import { VISIT_SPOILS } from './visit.ts';

export { DossierText } from './text.ts';
export type { Label, Spoil } from './spoil.ts';

/** Every way we know to damage a dossier, each labelled with the rule that should find it. */
export const SPOILS: readonly Spoil[] = [...STRUCTURE_SPOILS, ...MONEY_SPOILS, ...VISIT_SPOILS, ...TOPIC_SPOILS];

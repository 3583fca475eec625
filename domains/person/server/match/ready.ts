import { prepare, type Prepared } from '#domains/person/rules';
import { describe, type PatientLink } from '../join/known.ts';
import { knowledge } from './knowledge.ts';

/** A source's Patient made ready for comparing. */
export interface Ready {
  readonly link: PatientLink;
  readonly prepared: Prepared;
}

export const ready = (link: PatientLink): Ready => ({ link, prepared: prepare(describe(link.identity, link.around), knowledge()) });

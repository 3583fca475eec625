import { descriptionOf, prepare, type Identity, type Prepared } from '#domains/person/rules';
import type { Around, PatientLink } from '../join/known.ts';
import { knowledge } from './knowledge.ts';

/** A source's Patient made ready for comparing. */
export interface Ready {
  readonly link: PatientLink;
  readonly prepared: Prepared;
}

export const ready = (link: PatientLink): Ready => ({ link, prepared: preparedOf(link) });

/** What a source says of somebody, made ready for comparing. */
export function preparedOf({ identity, around }: { readonly identity: Identity; readonly around: Around }): Prepared {
  return prepare(descriptionOf(identity, around), knowledge());
}

import { catalogues } from '#platform/catalogue/server';
import { connectLaw } from '../law/limits.ts';

/** As the server does at its start. */
export function useReferenceLaw(): void {
  connectLaw((db, name, day) => catalogues({ db }).parameter(name, day));
}

import { catalogues } from '#platform/catalogue/server';
import { connectLaw } from '#platform/identity';

/** Figures that the law sets for accounts come from the dated rows of the list `parameter`. */
export function connectIdentityLaw(): void {
  connectLaw((db, name, day) => catalogues({ db }).parameter(name, day));
}

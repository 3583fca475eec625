/** Screens of the citizen: search and the life of care. */
export { peopleQuery } from './api.ts';
export { isAskable, searchTerm } from './search-term.ts';
export type { PersonLine } from './api.ts';
export { PeoplePage } from './PeoplePage.tsx';
export { PersonPage } from './PersonPage.tsx';

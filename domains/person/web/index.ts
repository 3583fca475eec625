/** Screens of the citizen: search and the life of care. */
export { peopleQuery } from './api.ts';
export { isAskable, searchTerm } from './search-term.ts';
export type { PersonLine } from './api.ts';
export { CasesPage } from './cases/CasesPage.tsx';
export { CasesCount, CasesWork } from './cases/Waiting.tsx';
export { NationalPage } from './national/NationalPage.tsx';
export { MyRecordPage } from './own/MyRecordPage.tsx';
export { PeoplePage, PeopleSearch } from './PeoplePage.tsx';
export { PersonPage } from './PersonPage.tsx';

/** Screens of the catalogues and of the law. */
export { entriesQuery } from './api.ts';
export { ApprovedPage } from './approved/ApprovedPage.tsx';
export { CatalogueTabs } from './CatalogueTabs.tsx';
export { CodePage } from './lists/CodePage.tsx';
export { LawPage } from './law/LawPage.tsx';
export { LawName } from './LawName.tsx';
export { ListPage } from './lists/ListPage.tsx';
export { useCodeName } from './useCodeName.ts';
export { ListsPage } from './lists/ListsPage.tsx';

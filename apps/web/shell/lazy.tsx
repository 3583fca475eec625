import { lazy } from 'react';

/** Parts of the shell that the first page does not wait for. */
export const SearchDialog = lazy(() => import('../search/SearchDialog.tsx').then((part) => ({ default: part.SearchDialog })));
export const WaitingLink = lazy(() => import('#platform/exchange/web').then((part) => ({ default: part.WaitingLink })));
export const CasesCount = lazy(() => import('#domains/person/web').then((part) => ({ default: part.CasesCount })));
export const CasesWork = lazy(() => import('#domains/person/web').then((part) => ({ default: part.CasesWork })));
export const OutsideButtons = lazy(() => import('#platform/openid/web').then((part) => ({ default: part.OutsideButtons })));
export const OpeningsWork = lazy(() => import('#platform/access/web').then((part) => ({ default: part.OpeningsWork })));
export const PeopleSearch = lazy(() => import('#domains/person/web').then((part) => ({ default: part.PeopleSearch })));
export const MyRecordPage = lazy(() => import('#domains/person/web').then((part) => ({ default: part.MyRecordPage })));

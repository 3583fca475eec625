import { useQuery } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { fold } from '#platform/catalogue/rules';
import { entriesQuery } from '#platform/catalogue/web';
import { messagesQuery } from '#platform/exchange/web';
import { may } from '#platform/identity/web';
import type { Me } from '#platform/identity/web';
import { formatBorn, language, today, useDelayed } from '#platform/ui';
import { intakesQuery } from '#domains/claim/web';
import { isAskable, peopleQuery, searchTerm } from '#domains/person/web';
import { areasOf } from '../shell/areas.ts';
import { useShellText } from '../text.ts';
import { PAGES } from './pages.ts';
import { listOfCode } from './term.ts';

export interface Found { readonly key: string; readonly group: string; readonly title: string; readonly note: string; readonly open: () => void }

const MOST = 6;

/** What fits a term: people, dossiers and files, codes, pages. */
export function useFound(me: Me | undefined, term: string): { readonly found: readonly Found[]; readonly waiting: boolean } {
  const say = useShellText();
  const router = useRouter();
  const asked = useDelayed(searchTerm(term), 200);
  const list = listOfCode(asked);
  const ask = isAskable(asked);
  const people = useQuery({ ...peopleQuery(asked), enabled: ask && may(me, 'person.search') });
  const codes = useQuery({ ...entriesQuery(list ?? '', list ? asked : '', today(), 0), enabled: list !== null && may(me, 'catalogue.read') });
  const intakes = useQuery({ ...intakesQuery(0), enabled: ask && may(me, 'intake.read') });
  const messages = useQuery({ ...messagesQuery({ limit: 200 }), enabled: ask && may(me, 'exchange.read') });
  const wanted = fold(searchTerm(term));
  const fits = (text: string) => wanted !== '' && fold(text).includes(wanted);
  const found: Found[] = [
    ...(ask ? people.data?.items ?? [] : []).slice(0, MOST).map((one) => ({ key: `p ${one.id}`, group: say('search.people'), title: one.name, note: [formatBorn(one.born ?? ''), one.citizenId, one.commune].filter((part) => part !== null && part !== '').join(', '), open: () => void router.navigate({ to: '/nguoi-dan/$id', params: { id: one.id } }) })),
    ...(messages.data?.items ?? []).filter((one) => one.dossierId !== null && fits(one.maLk)).slice(0, MOST).map((one) => ({ key: `d ${one.id}`, group: say('search.dossiers'), title: one.maLk, note: one.facility.name, open: () => void router.navigate({ to: '/ho-so/$id', params: { id: one.dossierId ?? '' } }) })),
    ...(intakes.data?.items ?? []).filter((one) => fits(one.fileName)).slice(0, MOST).map((one) => ({ key: `i ${one.id}`, group: say('search.dossiers'), title: one.fileName, note: one.facility?.name ?? '', open: () => void router.navigate({ to: '/nhan-ho-so/$id', params: { id: one.id } }) })),
    ...(list === null ? [] : codes.data?.items ?? []).slice(0, MOST).map((one) => ({ key: `c ${one.code}`, group: say('search.codes'), title: `${one.code} – ${one.display}`, note: '', open: () => void router.navigate({ to: '/danh-muc/$list/$code', params: { list: list ?? '', code: one.code } }) })),
    ...areasOf(me).filter((area) => term.trim() === '' || fits(say(area.key))).map((area) => ({ key: `a ${area.key}`, group: say('search.pages'), title: say(area.key), note: '', open: () => void router.navigate({ to: area.to }) })),
    ...PAGES.filter((page) => may(me, page.action) && (term.trim() === '' || fits(page[language()]))).map((page) => ({ key: `g ${page.to}`, group: say('search.pages'), title: page[language()], note: '', open: () => void router.navigate({ to: page.to }) })),
  ];
  return { found, waiting: ask && (asked !== searchTerm(term) || people.isFetching || codes.isFetching) };
}

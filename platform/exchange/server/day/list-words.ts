import type { Catalogues } from '#platform/catalogue/rules';
import type { ListWords } from '#platform/exchange/rules';

/** What headings and words of portals mean on a day: rows that an administrator corrects. @param day yyyyMMdd */
export function listWords(catalogues: Catalogues, day: string): ListWords {
  return {
    field: (heading) => (heading === '' ? undefined : catalogues.find('receiver-list-column', heading, day)?.attributes['field']),
    outcome: (word) => (word === '' ? undefined : catalogues.find('receiver-list-outcome', word, day)?.attributes['outcome']),
  };
}

import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

export const LANGUAGES = ['vi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The words of one area: the same keys in both languages, the type sees to it. `{{name}}` stands for a value. */
export interface Strings<K extends string> { readonly vi: Readonly<Record<K, string>>; readonly en: Readonly<Record<K, string>> }

export type Say<K extends string> = (key: K, values?: Readonly<Record<string, string | number>>) => string;

const KEPT = 'yteso.language';

function keptLanguage(): Language {
  return localStorage.getItem(KEPT) === 'en' ? 'en' : 'vi';
}

/** Once, before the first screen. */
export function startLanguage(): void {
  void i18next.init({
    lng: keptLanguage(), fallbackLng: 'vi', resources: {}, keySeparator: false, nsSeparator: false, initAsync: false,
    interpolation: { escapeValue: false }, react: { useSuspense: false, bindI18nStore: 'added' },
  });
  document.documentElement.lang = keptLanguage();
}

export function language(): Language {
  return i18next.language === 'en' ? 'en' : 'vi';
}

export function chooseLanguage(wanted: Language): void {
  localStorage.setItem(KEPT, wanted);
  document.documentElement.lang = wanted;
  void i18next.changeLanguage(wanted);
}

/** Makes the hook of an area: `const useText = areaText('claim', strings)`, then `const say = useText(); say('title')`. */
export function areaText<K extends string>(area: string, strings: Strings<K>): () => Say<K> {
  let added = false;
  return () => {
    if (!added) {
      for (const each of LANGUAGES) i18next.addResourceBundle(each, area, strings[each]);
      added = true;
    }
    const { t } = useTranslation(area, { i18n: i18next });
    return (key, values) => t(key, { ns: area, ...values });
  };
}

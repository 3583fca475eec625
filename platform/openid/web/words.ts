import type { AskedScope } from './api.ts';
import { strings } from './strings.ts';
import { useOpenidText } from './text.ts';

type Key = keyof (typeof strings)['vi'];
const isKey = (key: string): key is Key => key in strings.vi;

/** What a scope lets a program do, as a sentence: “Xem kết quả xét nghiệm và đo lường của người bệnh này”. */
export function useScopeWords(): (scope: AskedScope) => string {
  const say = useOpenidText();
  return ({ context, type, interactions, narrowed }) => {
    const has = (...some: readonly string[]) => some.some((one) => interactions.includes(one));
    const verbs = [has('r', 's') ? say('verb.read') : '', has('c', 'u') ? say('verb.write') : '', has('d') ? say('verb.delete') : ''].filter((word) => word !== '');
    const doing = verbs.map((word, at) => (at === 0 ? word : word.toLocaleLowerCase('vi'))).join(` ${say('verb.and')} `);
    const key = `type.${type}`;
    const what = isKey(key) ? say(key) : type;
    return `${doing} ${what} ${say(context === 'patient' ? 'context.patient' : 'context.user')}${narrowed ? ` (${say('consent.narrowed')})` : ''}`;
  };
}

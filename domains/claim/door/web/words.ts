import { useDoorText } from './text.ts';
import type { strings } from './strings.ts';

type WayKey = Extract<keyof (typeof strings)['vi'], `way.${string}`>;
const WAYS: readonly string[] = ['form', 'json', 'multipart', 'axis', 'plus', 'twice'];
const isWay = (key: string): key is WayKey => key.startsWith('way.') && WAYS.includes(key.slice(4));

/** `multipart+twice` → “dạng multipart, base64 hai lần”. */
export function useWayWords(): (way: string) => string {
  const say = useDoorText();
  return (way) => way.split('+').flatMap((one) => { const key = `way.${one}`; return isWay(key) ? [say(key)] : []; }).join(', ');
}

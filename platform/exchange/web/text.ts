import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useExchangeText = areaText('exchange', strings);

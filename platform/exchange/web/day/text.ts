import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useDayText = areaText('exchange-day', strings);

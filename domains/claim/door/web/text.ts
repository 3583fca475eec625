import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useDoorText = areaText('door', strings);

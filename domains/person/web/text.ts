import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const usePersonText = areaText('person', strings);

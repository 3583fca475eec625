import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useNationalText = areaText('person-national', strings);

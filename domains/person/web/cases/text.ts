import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useCasesText = areaText('person-cases', strings);

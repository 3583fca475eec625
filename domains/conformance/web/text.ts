import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useLabText = areaText('conformance', strings);

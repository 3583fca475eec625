import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useInsurerText = areaText('insurer', strings);

import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useClaimText = areaText('claim', strings);

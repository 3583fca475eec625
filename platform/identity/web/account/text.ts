import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useAccountText = areaText('account', strings);

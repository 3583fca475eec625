import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useAccountsText = areaText('accounts', strings);

import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useOpenidText = areaText('openid', strings);

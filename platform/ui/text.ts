import { areaText } from './language.ts';
import { strings } from './strings.ts';

export const useUiText = areaText('ui', strings);

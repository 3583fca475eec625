import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useJoiningText = areaText('person-joining', strings);

import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useShellText = areaText('shell', strings);

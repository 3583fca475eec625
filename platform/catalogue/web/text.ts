import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useCatalogueText = areaText('catalogue', strings);

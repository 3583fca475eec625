import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useFormText = areaText('exchange-form', strings);

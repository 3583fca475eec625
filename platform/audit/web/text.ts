import { areaText } from '#platform/ui';
import { strings } from './strings.ts';

export const useAuditText = areaText('audit', strings);

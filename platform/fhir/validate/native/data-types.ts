import { isJson, textOf, type Json } from '../../json.ts';
import { spanOf } from '../../search/date.ts';
import { listOf } from '../../json.ts';
import { anyOf, choiceIn, eitherOf, has, isOneOf, needs, numberIn, UCUM, type Native, type Natives } from './member.ts';

/** False only when the first moment is certainly after the second: a day within the year it is compared with is not. */
export function inOrder(first: unknown, second: unknown): boolean {
  if (typeof first !== 'string' || typeof second !== 'string') return true;
  if (first.length === second.length && first.slice(19) === second.slice(19)) return first <= second;
  const [a, b] = [spanOf(first), spanOf(second)];
  return !a || !b || a.from < b.to;
}

/** A unit is UCUM's if it says a system at all, and a value has a unit. */
function measured(value: Json): boolean {
  return (has(value, 'code') || !has(value, 'value')) && (!has(value, 'system') || textOf(value, 'system') === UCUM);
}

const notNegative = (name: string): Native => (value) => (numberIn(value, name) ?? 0) >= 0;

export const DATA_TYPES: Natives = {
  'Extension ext-1': (value) => has(value, 'extension') !== (choiceIn(value, 'value') !== undefined),
  'Period per-1': (value) => inOrder(value['start'], value['end']),
  'Quantity qty-3': needs('code', 'system'),
  'ContactPoint cpt-2': needs('value', 'system'),
  'Attachment att-1': needs('data', 'contentType'),
  'Expression exp-1': anyOf('expression', 'reference'),
  'Range rng-2': (value) => {
    const [low, high] = [value['low'], value['high']];
    if (!isJson(low) || !isJson(high)) return true;
    // Other units than the same have to be converted.
    if (textOf(low, 'code') !== textOf(high, 'code') || textOf(low, 'unit') !== textOf(high, 'unit') || textOf(low, 'system') !== textOf(high, 'system')) return undefined;
    const [from, to] = [numberIn(low, 'value'), numberIn(high, 'value')];
    return from === undefined || to === undefined || from <= to;
  },
  'Reference ref-1': (value, scope) => {
    const literal = textOf(value, 'reference');
    if (!literal.startsWith('#') || literal === '#') return true;
    return listOf(scope.root, 'contained').some((one) => isJson(one) && textOf(one, 'id') === literal.slice(1));
  },
  'Ratio rat-1': (value) => has(value, 'numerator') === has(value, 'denominator') && (has(value, 'numerator') || has(value, 'extension')),
  'Age age-1': (value) => measured(value) && (numberIn(value, 'value') ?? 1) > 0,
  'Distance dis-1': measured,
  'Duration drt-1': (value) => !has(value, 'code') || (has(value, 'value') && (!has(value, 'system') || textOf(value, 'system') === UCUM)),
  'Count cnt-3': (value) => measured(value) && (!has(value, 'code') || textOf(value, 'code') === '1') && Number.isInteger(numberIn(value, 'value') ?? 0),
  'Timing.repeat tim-1': needs('duration', 'durationUnit'),
  'Timing.repeat tim-2': needs('period', 'periodUnit'),
  'Timing.repeat tim-4': notNegative('duration'),
  'Timing.repeat tim-5': notNegative('period'),
  'Timing.repeat tim-6': needs('periodMax', 'period'),
  'Timing.repeat tim-7': needs('durationMax', 'duration'),
  'Timing.repeat tim-8': needs('countMax', 'count'),
  'Timing.repeat tim-9': (value) => !has(value, 'offset') || (has(value, 'when') && !listOf(value, 'when').some((one) => ['C', 'CM', 'CD', 'CV'].includes(String(one)))),
  'Timing.repeat tim-10': (value) => !has(value, 'timeOfDay') || !has(value, 'when'),
  'TriggerDefinition trd-1': (value) => !has(value, 'data') || choiceIn(value, 'timing') === undefined,
  'TriggerDefinition trd-2': needs('condition', 'data'),
  'TriggerDefinition trd-3': (value) => (textOf(value, 'type') !== 'named-event' || has(value, 'name')) && (textOf(value, 'type') !== 'periodic' || choiceIn(value, 'timing') !== undefined)
    && (!textOf(value, 'type').startsWith('data-') || has(value, 'data')),
  'DataRequirement.codeFilter drq-1': eitherOf('path', 'searchParam'),
  'DataRequirement.dateFilter drq-2': eitherOf('path', 'searchParam'),
  'RiskAssessment.prediction ras-2': (value) => (numberIn(value, 'probabilityDecimal') ?? 0) <= 100,
  'Bundle.entry bdl-5': anyOf('resource', 'request', 'response'),
  'Bundle.entry bdl-8': (value) => !textOf(value, 'fullUrl').includes('/_history/'),
  'Composition.section cmp-1': anyOf('text', 'entry', 'section'),
  'Composition.section cmp-2': (value) => !has(value, 'emptyReason') || !has(value, 'entry'),
  'AuditEvent.entity sev-1': (value) => !has(value, 'name') || !has(value, 'query'),
  'Appointment.participant app-1': anyOf('type', 'actor'),
  'Immunization.education imm-1': anyOf('documentType', 'reference'),
  'ImmunizationRecommendation.recommendation imr-1': anyOf('vaccineCode', 'targetDisease'),
  'CoverageEligibilityResponse.insurance.item ces-1': eitherOf('category', 'productOrService'),
  'Organization.address org-2': (value) => !isOneOf(value, 'use', ['home']),
  'Organization.telecom org-3': (value) => !isOneOf(value, 'use', ['home']),
};

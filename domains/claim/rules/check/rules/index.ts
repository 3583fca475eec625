import type { Rule } from '../../model/index.ts';
import { TOPIC_RULES } from '../topics/rules.ts';
import { GROSS_RULES } from './amounts/gross.ts';
import { SCOPE_RULES } from './amounts/scope.ts';
import { SPLIT_RULES } from './amounts/split.ts';
import { TOTAL_RULES } from './amounts/totals.ts';
import { GOODS_RULES } from './approved/goods.ts';
import { PEOPLE_RULES } from './approved/people.ts';
import { CARD_RULES } from './card/card.ts';
import { LEVEL_RULES } from './card/level.ts';
import { ROUTE_RULES } from './card/route.ts';
import { CHECKIN_RULES } from './checkin/checkin.ts';
import { ORDER_RULES } from './dates/orders.ts';
import { PAPER_RULES } from './dates/papers.ts';
import { STAY_RULES } from './dates/stay.ts';
import { DUPLICATE_RULES } from './duplicates/duplicates.ts';
import { OBLIGATION_RULES } from './fields/obligations.ts';
import { FIELD_RULES } from './fields/rules.ts';
import { ICD_RULES } from './icd/icd.ts';
import { IDENTITY_RULES } from './identity/identity.ts';
import { SERVICE_RULES } from './identity/services.ts';
import { RATIO_RULES } from './ratios/ratios.ts';
import { READING_RULES } from './structure/reading.ts';
import { TABLE_RULES } from './structure/tables.ts';
import { RULE_BROKEN, UNDECIDABLE } from './system.ts';

export { RULE_BROKEN, UNDECIDABLE };

/** Every rule, in the order in which it runs. */
export const RULES: readonly Rule[] = [
  RULE_BROKEN, UNDECIDABLE,
  ...READING_RULES, ...TABLE_RULES, ...FIELD_RULES, ...OBLIGATION_RULES,
  ...CARD_RULES, ...ROUTE_RULES, ...LEVEL_RULES,
  ...GROSS_RULES, ...SPLIT_RULES, ...SCOPE_RULES, ...TOTAL_RULES, ...RATIO_RULES,
  ...STAY_RULES, ...ORDER_RULES, ...PAPER_RULES,
  ...IDENTITY_RULES, ...SERVICE_RULES, ...DUPLICATE_RULES,
  ...ICD_RULES, ...GOODS_RULES, ...PEOPLE_RULES, ...CHECKIN_RULES, ...TOPIC_RULES,
];

export { loadDefinitions } from './definitions/load.ts';
export { Definitions, type SearchParameter } from './definitions/schema.ts';
export type { Resource } from './json.ts';
export { spanOf } from './search/date.ts';
export { impliedRange } from './search/decimal.ts';
export { compileExtractor, type Extract } from './search/extractor.ts';
export { parametersOf, uncovered, type Uncovered } from './search/parameters.ts';
export type { DateValue, QuantityValue, ReferenceValue, SearchValue, TokenValue } from './search/types.ts';

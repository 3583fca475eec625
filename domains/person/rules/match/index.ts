/** Whether two descriptions are of one person: levels, weights, decision, candidates, de-duplication. */
export * from './block.ts';
export * from './citizen.ts';
export * from './compare.ts';
export * from './description.ts';
export * from './fields.ts';
export * from './frequencies.ts';
export * from './knowledge.ts';
export * from './levels.ts';
export * from './prepare.ts';
export * from './weight.ts';
export * from './dedupe.ts';
export * from './group.ts';

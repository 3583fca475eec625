export * from './not-decidable.ts';
export * from './rows.ts';
export * from './rules.ts';

/** A province of people who do not exist: deterministic, with right prices; and ways to spoil it. Pure. */
export * from './approved.ts';
export * from './careless.ts';
export * from './checkin.ts';
export * from './province.ts';
export * from './world.ts';
export type { Draft } from './draft.ts';
export type { Facility } from './facilities.ts';
export type { Person } from './people.ts';
export * from './random.ts';
export * from './spoil/index.ts';

/** Who is who: identities as sources send them, when two are one person, what a search means. Pure. */
export * from './agreement.ts';
export * from './born.ts';
export * from './identity.ts';
export * from './match/index.ts';
export * from './names/index.ts';
export * from './national/index.ts';
export * from './newborn.ts';
export * from './query.ts';
export * from './systems.ts';

export * from './generate.ts';
export * from './world.ts';

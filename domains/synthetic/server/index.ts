export * from './generate.ts';
export * from './recall.ts';
export * from './sample.ts';
export * from './world.ts';

export * from './layout.ts';
export * from './shape.ts';

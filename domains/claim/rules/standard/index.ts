export * from './groups.ts';
export * from './layout.ts';
export * from './shape.ts';

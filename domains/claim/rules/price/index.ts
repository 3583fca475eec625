export * from './amounts.ts';
export * from './exemption.ts';
export * from './levels.ts';
export * from './lines.ts';
export * from './price.ts';
export * from './visit.ts';

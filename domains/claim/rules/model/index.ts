export * from './dossier.ts';
export * from './finding.ts';
export * from './row.ts';
export * from './rule.ts';

export * from './dossier.ts';
export * from './finding.ts';
export * from './rule.ts';

/** Comparison with the national population database: layout of the files, states, what a line says. */
export * from './csv.ts';
export * from './layout.ts';
export * from './result.ts';
export * from './states.ts';

/** The one way to the data: clusters, migrations, and transactions that carry their policy and their audit row. */
export * from './database.ts';
export * from './tx.ts';
export * from './fold.ts';
export * from './migrate.ts';
export * from './migrations.ts';
export * from './data-jobs.ts';
export * from './installation.ts';
export * from './open.ts';
export { rolesOf, type Roles } from './roles.ts';
export { DatabaseStartError } from './embedded/error.ts';

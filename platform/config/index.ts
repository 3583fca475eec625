/** Settings of one installation: environment over one file, checked before anything starts. */
export * from './settings.ts';
export * from './product.ts';

/** Settings of one installation: environment over one file, checked before anything starts. */
export * from './settings.ts';
export { readJsonSetting, withSecrets } from './file.ts';
export * from './product.ts';

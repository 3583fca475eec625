/** The way out of any PostgreSQL and back: one consistent copy of a province in open formats, checked from end to end. Never over HTTP. */
export { backup, type BackupOptions } from './backup.ts';
export { restore, type RestoreOptions } from './restore.ts';
export { verifyFolder } from './verify.ts';
export { BackupError } from './error.ts';
export { checkPassphrase, PASSPHRASE_LENGTH } from './keybox.ts';
export type { Manifest } from './manifest.ts';

/** Sealing: what is restricted is kept as ciphertext whose key the database never sees. */
export * from './keys.ts';
export * from './seal.ts';

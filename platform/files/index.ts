/** Received bytes, kept exactly as they came, under their SHA-256. */
export * from './file-store.ts';

/** The tree, its proofs and its checkpoints: pure, the same in the server, at a witness and in a citizen's browser. */
export * from './base64.ts';
export * from './canonical.ts';
export * from './checkpoint.ts';
export * from './proof.ts';
export * from './tree.ts';
export * from './proof-file.ts';

export { examples, type Example } from './examples.ts';
export { filesOf, R4_PACKAGE, type Pinned } from './package.ts';

/** Who is here: sign-in, the account at work, and what it may open. */
export { demoQuery, meQuery, signOut } from './api.ts';
export type { Me } from './api.ts';
export { may } from './may.ts';
export { SignIn } from './SignIn.tsx';
export { useRoleWord } from './text.ts';

/** Who is calling: accounts, sessions, sign-in. Other ways in (national identity, smart card) will stand behind the same interface. */
export * from './identity.ts';
export * from './account.ts';
export * from './sign-in.ts';
export * from './demo.ts';
export { accountNamed, openSession } from './open-session.ts';
export { activeName, displayNames } from './names.ts';
export { hashPassword, verifyPassword, randomPassword, PASSWORD_MIN } from './password.ts';

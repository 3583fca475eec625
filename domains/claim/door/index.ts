/** The door for hospital programs: the insurer's gateway and a data axis, answered by us. */
export { doorRoom } from './room.ts';
export { freshPassword } from './account.ts';

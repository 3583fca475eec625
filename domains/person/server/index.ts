/** Persons: joined on strong agreement, searched, and their timeline read from the record. */
export { resolvePeople, type PatientToJoin, type Joined } from './join/resolve.ts';
export { noteVisits, type VisitNote } from './visits.ts';
export { personRoom } from './room.ts';

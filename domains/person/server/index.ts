/** Persons: joined by what is sure, asked about when likely, every join journalled and undone at will; searched, and their timeline read from the record. */
export { resolvePeople, type PatientToJoin, type Joined } from './join/resolve.ts';
export { followMoves, type Follower, type Move } from './join/move.ts';
export { joinPatients, undoJoin } from './join/edge.ts';
export { checkSome, matchProgress, recheckAll } from './match/check.ts';
export { matchOnline, type Match } from './match/online.ts';
export { connectNational, nationalOver, type NationalLine } from './national/line.ts';
export { mostSeen, noteVisits, type VisitNote } from './visits.ts';
export { patientForPrograms, patientWords, personByCitizenNumber } from './program-patient.ts';
export { personRoom } from './room.ts';

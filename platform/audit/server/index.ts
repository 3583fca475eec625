/** The log over the trail: numbering, checkpoints, witnesses, verification, export; who may look at it, and what is unusual. */
export { auditRoom, originOf, signerFor, verifyAndKeep } from './room.ts';
export { sequenceSome } from './sequence.ts';
export { makeCheckpoint } from './checkpoint.ts';
export { rotateKey, openSigner, isSigned } from './key.ts';
export { addWitness, folderWitness, handOver, httpWitness, type Witness } from './witness.ts';
export { verifyLog, type Verified, type VerifyOptions } from './verify/verify.ts';
export { faultSentence, type FaultKind, type LogFault } from './verify/fault.ts';
export { LEAF } from './sealed-sql.ts';
export { tellAudit, type AuditKnowledge, type Holder } from './knowledge.ts';
export { lookForAlerts } from './alerts/job.ts';
export { proofOf } from './proof.ts';
export { auditEventOf } from './balp.ts';
export { exportEvents } from './export.ts';

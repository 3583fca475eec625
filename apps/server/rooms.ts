import { accessRoom } from '#platform/access/server';
import type { Room } from '#platform/room';
import { catalogueRoom } from '#platform/catalogue/server';
import { identityRoom } from '#platform/identity';
import { auditRoom } from '#platform/audit/server';
import { exchangeRoom } from '#platform/exchange/server';
import { doorRoom } from '#domains/claim/door';
import { conformanceRoom } from '#domains/conformance/server';
import { ministryRoom } from '#domains/claim/ministry';
import { papersRoom } from '#domains/papers/server';
import { checkupRoom } from '#domains/checkup/server';
import { claimRoom } from '#domains/claim/server';
import { personRoom } from '#domains/person/server';
import { fhirApiRoom } from '#platform/fhir-api';
import { prepareStore, storeJobs } from '#platform/store';
import { programs } from './openid.ts';
import { demonstrationRoom } from './demonstration-room.ts';
import { connectIdentityLaw } from './law.ts';
import { inletsRoom } from '#domains/claim/inlets';
import { outletsRoom } from '#domains/claim/outlets';
import { insurer, sandboxRoom } from './sandbox.ts';

connectIdentityLaw();

/** The record itself; its HTTP is `platform/fhir-api`. */
const storeRoom: Room = { name: 'platform/store', prepare: (context) => prepareStore(context.db), jobs: (context) => storeJobs(context.db) };

/** The rooms the server opens, in order: what a later one prepares may need what an earlier one prepared. */
export const ROOMS: readonly Room[] = [accessRoom, auditRoom, storeRoom, programs.room, fhirApiRoom, catalogueRoom, identityRoom, exchangeRoom, personRoom, claimRoom, doorRoom, checkupRoom, papersRoom, conformanceRoom, insurer, ministryRoom, outletsRoom, inletsRoom, sandboxRoom, demonstrationRoom];

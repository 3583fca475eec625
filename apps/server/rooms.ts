import type { Room } from '#platform/room';
import { catalogueRoom } from '#platform/catalogue/server';
import { exchangeRoom } from '#platform/exchange/server';
import { claimRoom } from '#domains/claim/server';
import { personRoom } from '#domains/person/server';
import { demonstrationRoom } from './demonstration-room.ts';
import { insurer, sandboxRoom } from './sandbox.ts';

/** The rooms the server opens, in order: what a later one prepares may need what an earlier one prepared. */
export const ROOMS: readonly Room[] = [catalogueRoom, exchangeRoom, personRoom, claimRoom, insurer, sandboxRoom, demonstrationRoom];

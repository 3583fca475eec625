import type { Room } from '#platform/room';

/** The rooms the server opens, in order: what a later one prepares may need what an earlier one prepared. */
export const ROOMS: readonly Room[] = [];

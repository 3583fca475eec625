/** Receivers that a file describes. */
export { connectOutlets } from './connect.ts';
export { outletsRoom } from './room.ts';
export { readOutlets } from './config.ts';
export type { Outlet } from './config.ts';

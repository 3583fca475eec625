import type { Room } from '#platform/room';
import { personRoutes } from './routes.ts';

export const personRoom: Room = { name: 'domains/person', routes: personRoutes };

import type { Room } from '#platform/room';
import { catalogues } from './current.ts';
import { today } from './clock.ts';
import { importReference } from './import.ts';
import { refresh, refreshIfChanged } from './refresh.ts';
import { approvedRoutes } from './routes/approved.ts';
import { lawRoutes } from './routes/law.ts';
import { listRoutes } from './routes/lists.ts';

/** Seconds until a change made by another process is seen. */
const EVERY = 5;

/** Names of facilities, asked often: those of the catalogues as they stood last. */
let nameOf: (code: string) => string | undefined = () => undefined;

export const catalogueRoom: Room = {
  name: 'platform/catalogue',
  async prepare(context, tell) {
    const { remarks } = await importReference(context, tell);
    for (const remark of remarks) tell(remark);
    await refresh(context);
    nameOf = (code) => catalogues(context).find('facility', code, today())?.display;
  },
  routes(app, context) {
    listRoutes(app, context);
    lawRoutes(app, context);
    approvedRoutes(app, context);
  },
  jobs: (context) => [{ name: 'catalogue-refresh', every: EVERY, run: async () => { await refreshIfChanged(context); return false; } }],
  facilityName: (code) => nameOf(code),
};

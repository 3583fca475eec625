import { PAPER_FAULTS } from './faults.ts';
import { keepPaper } from './keep.ts';
import { lookAtPaper } from './look.ts';
import { catalogues } from '#platform/catalogue/server';
import { wakeLanes } from '#platform/exchange/server';
import { Fault } from '#platform/fault';
import { route } from '#platform/http';
import type { Context, Room } from '#platform/room';
import { dayInVietnam } from '#platform/time/rules';

export const papersRoom: Room = {
  name: 'domains/papers',
  routes(app, context) {
    route(app, {
      method: 'POST', url: '/api/papers', action: 'paper.create',
      handler: async ({ policy, reply, upload }) => {
        if (policy.facility === null) throw new Fault(PAPER_FAULTS.noFacility);
        // Kept first, so that no transaction waits for a slow line.
        const { sha256 } = await context.files.put(upload(), limitOf(context));
        const chunks: Buffer[] = [];
        for await (const chunk of await context.files.open(sha256)) chunks.push(Buffer.from(chunk));
        const paper = await lookAtPaper(context, Buffer.concat(chunks), sha256);
        if ('problem' in paper) throw new Fault(PAPER_FAULTS.unreadable, { problem: paper.problem });
        const { id, revision, isNew } = await keepPaper(context, policy, paper, sha256, null);
        wakeLanes(context);
        return reply.code(isNew ? 201 : 200).send({ id, revision });
      },
    });
  },
};

/** Bytes of one file: as much as the door takes. */
function limitOf(context: Context): number {
  const megabytes = Number(catalogues(context).parameter('door-file-mb', dayInVietnam(Date.now())) ?? Number.NaN);
  return (Number.isInteger(megabytes) && megabytes > 0 ? Math.min(megabytes, 100) : 20) * 1024 * 1024;
}

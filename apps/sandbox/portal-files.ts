import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { adjudicationForm } from './adjudication-form.ts';
import type { Ledger, LedgerEntry } from './ledger.ts';
import { portalList } from './portal-list.ts';

/** Files that a clerk would fetch from the insurer's portal, made of the ledger. */
const FILES: readonly { readonly path: string; readonly make: (entries: readonly LedgerEntry[], facility: string) => string }[] = [
  { path: '/danh-sach-tiep-nhan', make: portalList }, { path: '/ket-qua-giam-dinh', make: adjudicationForm },
];
const query = z.object({ coSo: z.string() });

export function portalFiles(app: FastifyInstance, ledger: Ledger): void {
  for (const { path, make } of FILES) {
    app.get(path, (request, reply) => {
      const given = query.safeParse(request.query);
      return given.success ? reply.type('text/csv; charset=utf-8').send(make(ledger.entries, given.data.coSo)) : reply.code(400).send({ thongDiep: 'Cần coSo' });
    });
  }
}

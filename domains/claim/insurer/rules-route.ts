import type { FastifyInstance } from 'fastify';
import { GROUP_TITLES, RULES } from '#domains/claim/rules';
import { catalogues } from '#platform/catalogue/server';
import { route } from '#platform/http';
import type { Context } from '#platform/room';

/** GET /api/rules: what a dossier is checked for, with the law behind it. */
export function rulesRoute(app: FastifyInstance, context: Context): void {
  route(app, {
    method: 'GET', url: '/api/rules', action: 'rule.read',
    handler: ({ policy }) => context.db.withAccess(policy, { action: 'rule.read', target: 'rules' }, () => {
      const current = catalogues(context);
      const items = RULES.map((rule) => {
        const law = current.article(rule.law);
        return {
          code: rule.code, title: rule.title, group: rule.group, groupTitle: GROUP_TITLES[rule.group], severity: rule.severity,
          law: law ? { key: law.key, document: law.document, article: law.article, title: law.title } : null,
          validFrom: rule.validFrom, validTo: rule.validTo, remedy: rule.remedy,
        };
      });
      return Promise.resolve({ items, more: false });
    }),
  });
}

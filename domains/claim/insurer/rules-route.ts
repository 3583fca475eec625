import type { FastifyInstance } from 'fastify';
import { RULES } from '#domains/claim/rules';
import type { Group } from '#domains/claim/rules';
import { catalogues } from '#platform/catalogue/server';
import { route } from '#platform/http';
import type { Context } from '#platform/room';

/** The eleven contents of automatic adjudication, in short. Source: TT 12/2026/TT-BTC, Điều 10; `structure` is the gateway's own check. */
export const GROUP_TITLES: Readonly<Record<Group, string>> = {
  structure: 'Cấu trúc, định dạng', card: 'Thẻ BHYT', benefit: 'Mức hưởng', scope: 'Phạm vi được hưởng', price: 'Giá', ratio: 'Tỷ lệ thanh toán',
  facility: 'Điều kiện của cơ sở', practitioner: 'Người hành nghề', interval: 'Thời gian, khoảng cách chỉ định', clinical: 'Phù hợp chuyên môn',
  consistency: 'Nhất quán giữa các bảng', procurement: 'Kết quả mua sắm, đấu thầu',
};

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

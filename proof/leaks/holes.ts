/** A fault as somebody could make it: a text of a file, and what it would read. */
export interface Hole {
  readonly what: string;
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export const HOLES: readonly Hole[] = [
  { what: 'a read does not ask the policies', file: 'platform/store/read.ts', find: '`from resource r where ${where} and ${await shown(tx, action, params)} ${tail}`', put: '`from resource r where ${where} ${tail}`' },
  { what: 'a search does not ask them of what it finds', file: 'platform/store/search/search.ts', find: "'not r.deleted', sql.shown('r'),", put: "'not r.deleted'," },
  { what: 'a chain looks at what is hidden', file: 'platform/store/search/predicate.ts', find: 'not ${c}.deleted and ${sql.shown(c)} and', put: 'not ${c}.deleted and' },
  { what: 'an include takes along what is hidden', file: 'platform/store/search/include.ts', find: "and not r.deleted\n       and ${await recordShown(tx, 'include', 'r', params)} order", put: 'and not r.deleted order' },
  { what: 'the history of a type shows all versions', file: 'platform/store/read.ts', find: "part('r', COLUMNS, 'resource r', await shown(tx, 'history', params))", put: "part('r', COLUMNS, 'resource r', 'true')" },
  { what: 'the change feed tells of everything', file: 'platform/store/changes.ts', find: "and ${await recordShown(tx, 'changes', 'r', params)}", put: '' },
  { what: 'the timeline counts hidden visits', file: 'domains/person/server/search/search.ts', find: 'where v.person = p.id and ${seen}) as visits', put: 'where v.person = p.id) as visits' },
  { what: 'a page of the timeline is cut before what is hidden is left out', file: 'domains/person/server/page/load.ts', find: "where v.person = $1 and ${await visitSeen(tx, 'v', params)} order by", put: 'where v.person = $1 order by' },
  { what: 'a dossier does not ask for labels', file: 'domains/claim/server/dossier/find.ts', find: "{ column: 'd.facility', labels, from: 3 }", put: "{ column: 'd.facility', from: 3 }" },
  { what: 'messages are listed whatever they carry', file: 'platform/exchange/server/list.ts', find: "{ column: 'm.facility', labels: 'm.labels', from: 8 }", put: "{ column: 'm.facility', from: 8 }" },
  { what: 'a Patient who is known by protected visits alone is open', file: 'domains/claim/server/filing/record.ts', find: '? sources.get(resource.id) ?? labels : labels', put: '? labels : labels' },
  { what: 'people are found by what a hidden source alone says', file: 'domains/person/server/search/search.ts', find: " and ${await sourceOpen(tx, 'o', params)})`", put: ')`' },
  { what: 'a hidden source describes a person', file: 'domains/person/server/join/derive.ts', find: "(l.labels = '{}' or not exists", put: "(true or not exists" },
  { what: 'a case tells of a hidden source', file: 'domains/person/server/cases/cases.ts', find: "return `${await sourceOpen(tx, 'x', params)} and ${await sourceOpen(tx, 'y', params)}`", put: "return 'true'" },
  { what: 'the forbid of protected classes is gone', file: 'platform/access/policy-set.ts', find: "one.effect === 'forbid' ||", put: "(one.effect === 'forbid' && one.id !== 'protected') ||" },
];

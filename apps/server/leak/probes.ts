import { dayInVietnam } from '#platform/time/rules';
import { KNOWING, MAKER } from './observers.ts';
import { AT_CLINIC, type Kind, type World } from './world.ts';

export interface AddedRoute {
  readonly method: string;
  readonly url: string;
  readonly action: string;
}

export interface Probe {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly url: string;
  /** A form as text, JSON as an object, an upload as bytes. */
  readonly payload?: object | string | Buffer;
  /** A probe that asks for something that is not there, in the same form: its answer must be the same. */
  readonly missing?: Omit<Probe, 'missing'>;
}

const NOBODY = '00000000-0000-4000-8000-0000000000ff';
const NO_RESOURCE = 'nothing-here';

/** What a route's address is filled with, by where the parameter stands; undefined: the matrix does not know the route yet. */
const PARAMS: Readonly<Record<string, Kind>> = {
  '/api/people/:id': 'person', '/api/people/:id/joining': 'person', '/api/people/:id/joins': 'person', '/api/dossiers/:id': 'dossier', '/api/dossiers/:id/file': 'dossier', '/api/dossiers/:id/findings/seen': 'dossier', '/api/dossiers/:id/corrections': 'dossier', '/api/dossiers/:id/corrections/draft': 'dossier',
  '/api/intakes/:id': 'intake', '/api/intakes/:id/dossiers': 'intake', '/api/exchange/:id': 'message', '/api/exchange/:id/bytes': 'message', '/api/exchange/:id/resend': 'message',
  '/api/person-cases/:id': 'case', '/api/person-cases/:id/decision': 'case', '/api/person-joins/:id/undo': 'join', '/api/person-national/patients/:id/:event': 'patient',
  '/api/access/people/:id': 'person', '/fhir/:type/:id': 'resource', '/fhir/:type/:id/_history': 'resource', '/fhir/:type/:id/_history/:version': 'resource',
};

/** Routes that tell of no visit: their answers cannot depend on what is protected; only whom they refuse is in the matrix. Each with its reason. */
export const ABOUT_NOBODY: Readonly<Record<string, string>> = {
  '/healthz': 'parts of the program', '/metrics': 'parts of the program', '/api/demo': 'accounts of a demonstration', '/api/demo/switches': 'stand-ins of a demonstration', '/api/faults': 'the list of errors', '/api/session': 'the caller himself', '/api/me': 'the caller himself',
  '/api/catalogues': 'code lists', '/api/catalogues/:list': 'code lists', '/api/catalogues/:list/:code': 'code lists', '/api/catalogues/:list/:code/close': 'code lists', '/api/law': 'articles of law', '/api/law/ending': 'articles of law',
  '/api/facilities/:code/approved': 'what the insurer approved', '/api/facilities/:code/approved/:kind': 'what the insurer approved', '/api/rules': 'rules', '/fhir/metadata': 'what is served',
  '/api/openid/interactions/:uid': 'consent of the caller', '/api/openid/interactions/:uid/details': 'consent of the caller', '/api/openid/interactions/:uid/consent': 'consent of the caller', '/api/openid/interactions/:uid/refuse': 'consent of the caller',
  '/api/launches': 'opens a program for a Patient whom the caller sees; no visits', '/api/launches/programs': 'registered programs', '/api/programs': 'registered programs', '/api/programs/:id/close': 'registered programs',
  '/api/outside': 'ways to sign in', '/api/outside/:id/begin': 'ways to sign in', '/api/outside/:id/back': 'ways to sign in', '/api/outside/:id/links': 'ways to sign in', '/fhir/.well-known/smart-configuration': 'what is served', '/oidc/smart-style.json': 'colours',
  '/api/session/second': 'the caller himself', '/api/session/passkey/options': 'the caller himself', '/api/session/passkey': 'the caller himself', '/api/session/place': 'the caller himself',
  '/api/session/confirm': 'the caller himself', '/api/session/confirm/options': 'the caller himself', '/api/session/confirm/passkey': 'the caller himself',
  '/api/session/switch': 'the caller himself', '/api/invitation': 'the caller himself', '/api/invitation/accept': 'the caller himself', '/api/reset': 'the caller himself',
  '/api/account': 'the caller himself', '/api/account/totp': 'the caller himself', '/api/account/totp/proof': 'the caller himself', '/api/account/passkeys/options': 'the caller himself',
  '/api/account/passkeys': 'the caller himself', '/api/account/factors/:which': 'the caller himself', '/api/account/recovery': 'the caller himself',
  '/api/account/password': 'the caller himself', '/api/account/pin': 'the caller himself', '/api/account/sessions': 'the caller himself',
  '/api/accounts/search': 'accounts of people who work', '/api/accounts/:id': 'accounts of people who work', '/api/accounts': 'accounts of people who work',
  '/api/accounts/:id/roles': 'accounts of people who work', '/api/accounts/:id/roles/:role': 'accounts of people who work', '/api/accounts/:id/invitation': 'accounts of people who work',
  '/api/accounts/:id/close': 'accounts of people who work', '/api/accounts/:id/open': 'accounts of people who work', '/api/accounts/:id/review': 'accounts of people who work',
  '/api/accounts/:id/sessions': 'accounts of people who work', '/api/mergers': 'accounts of people who work', '/api/mergers/:old/:new': 'accounts of people who work',
  '/api/account-sheet': 'accounts of people who work', '/api/account-sheet/preview': 'accounts of people who work',
  '/api/station': 'shared computers', '/api/stations': 'shared computers', '/api/stations/:id': 'shared computers',
  '/api/access/mine': 'the caller himself', '/api/access/policies': 'policies', '/api/access/policies/check': 'policies', '/api/access/openings': 'openings in emergencies', '/api/access/openings/:id/end': 'openings in emergencies',
  '/api/access/openings/:id/second': 'openings in emergencies', '/api/access/openings/:id/review': 'openings in emergencies', '/api/access/policies/try': 'the administrator learns counts by kind of caller and type: docs/threat-model.md',
  '/api/my-record': 'the caller himself', '/api/my-record/who': 'the caller himself', '/api/my-record/accesses': 'the caller himself', '/api/my-record/accesses/:seq/proof': 'the caller himself',
  '/api/audit/search': 'the trail: keys alone, and every question adds to it', '/api/audit/events/:id': 'the trail: keys alone, and every question adds to it', '/api/audit/alerts': 'the trail: keys alone, and every question adds to it',
  '/api/audit/alerts/:id': 'the trail: keys alone, and every question adds to it', '/api/audit/state': 'the trail: keys alone, and every question adds to it', '/api/audit/export': 'the trail: keys alone, and every question adds to it',
  '/api/conformance': 'files of the caller, judged', '/api/conformance/:id': 'files of the caller, judged', '/api/conformance/:id/files': 'files of the caller, judged', '/api/conformance/:id/paper': 'files of the caller, judged',
  '/api/exchange-places': 'receivers', '/api/exchange-places/:name/stop': 'receivers', '/api/exchange-places/:name/start': 'receivers', '/api/exchange-places/:name/windows': 'receivers', '/api/exchange-places/:name/windows/:id': 'receivers',
  '/api/intakes POST': 'takes a file in', '/api/health-checks': 'takes a file in', '/api/papers': 'takes a file in', '/api/person-national/batches': 'makes a file of everybody who waits: national.test.ts', '/api/person-national/results': 'takes a file in',
  '/api/person-national/batches/:id/file': 'files that were made before', '/api/person-national/batches/:id/exchange': 'files that were made before', '/api/person-cases/recheck': 'compares everybody anew, in the background',
  // The door takes no caller of ours: without its own session all are refused alike (refused.test.ts asks the rest).
  '/api/token/take': 'a session of the caller himself', '/api/auth/token/take': 'a session of the caller himself', '/api/kcb/xml/qd3176/guiHoSoXml': 'takes a file in', '/api/kcb/xml/qd3176/trangThai': 'what the caller sent himself', '/api/yteso/ketQua': 'what the caller sent himself', '/api/yteso/daily-count': 'a number of the caller’s own program',
  ...Object.fromEntries(['checkInKcb', 'guiHoSoXml', 'guiDuLieuGdyk'].flatMap((name) => ['Qd130', 'Qd4750', 'Qd3176', 'QD130', 'QD4750', 'QD3176'].map((standard) => name + standard)).map((name) => [`/api/qd130/${name}`, 'takes a file in'])),
  ...Object.fromEntries(['chungtugw/GuiHoSoChungTu2025', 'chungtugw/guiHoSoChungTu2025', 'hososuckhoe/guiGiayToDienTu', 'hososuckhoe/GuiGiayToDienTu'].map((name) => [`/api/${name}`, 'takes a file in'])),
  '/api/door-accounts': 'accounts of programs', '/api/door-accounts/:id/password': 'accounts of programs', '/api/door-accounts/:id/addresses': 'accounts of programs', '/api/door-accounts/:id/close': 'accounts of programs', '/api/exchange-modes': 'who sends for a facility', '/api/card-lookups': 'what the insurer answers to questions of the caller’s own facility', '/api/copayment-lookups': 'what the insurer answers to questions of the caller’s own facility', '/api/gateway-accounts': 'accounts of facilities at the insurer’s', '/api/gateway-accounts/:id/close': 'accounts of facilities at the insurer’s',
};

const CORRECTION = { base: 1, changes: [{ table: 'XML1', row: 1, field: 'GHI_CHU', value: 'x' }] };

/** Reads that take a body, and what changes nothing when it is refused or names nothing. */
const BODIES: Readonly<Record<string, readonly (object | string | Buffer)[]>> = {
  '/api/people/search': [{ q: 'nay h’an' }, { q: '0621' }, { q: 'binh' }, ...Object.values(AT_CLINIC).map((q) => ({ q }))], '/api/access/explain': [{ type: 'Encounter', id: 'nothing', role: 'doctor', facility: '62981' }], '/fhir/:type/_search': ['name=nay', 'identifier=062170000111', `identifier=${AT_CLINIC.number}`],
  '/api/people/:id/joins': [{ other: NOBODY, why: 'thử xem có được không' }], '/api/dossiers/:id/findings/seen': [{ rule: 'X', table: null, row: null, field: null, reason: 'đã xem' }], '/api/exchange/:id/resend': [{}],
  '/api/person-cases/:id/decision': [{ decision: 'different', why: 'thử xem' }], '/api/person-joins/:id/undo': [{ why: 'thử xem có được không' }], '/api/person-national/patients/:id/:event': [{ why: 'thử xem có được không' }],
  '/api/exchange-days/:facility/:destination/:day/source': [{ count: 3 }], '/api/exchange-days/:facility/:destination/:day/explanations': [{ lines: [{ key: 'H-1', mark: 'waiting:dossier:1' }], reason: 'đã xem xét' }],
  // Here no facility has a key: nothing is made.
  '/api/dossiers/:id/corrections': [{ ...CORRECTION, reason: 'thử xem có được không' }], '/api/dossiers/:id/corrections/draft': [CORRECTION],
  '/api/exchange-days/:facility/:destination/:day/close': [{}], '/api/exchange-days/:facility/:destination/:day/reopen': [{ reason: 'đã xem xét' }],
  // Taking a list changes what is asked next: here one that cannot be read; the other is asked in `platform/exchange/server/day`.
  '/api/receiver-lists': [Buffer.from('không phải danh sách')], '/api/adjudication-forms': [Buffer.from('không phải kết quả')],
};

/** They change what they name: asked of what is hidden alone, where they must find nothing. */
const CHANGING: ReadonlySet<string> = new Set(['/api/person-cases/:id/decision', '/api/person-joins/:id/undo', '/api/person-national/patients/:id/:event']);

const today = dayInVietnam(Date.now()).replace(/^(....)(..)(..)$/, '$1-$2-$3');

/** Addresses of days: what only its own clerk may do is asked of the facility that makes what is protected, so that nobody changes anything. */
const DAY_AT = (facility: string): string => `/api/exchange-days/${facility}/bhxh/2026-09-22`;
const DAYS: Readonly<Record<string, readonly string[]>> = {
  '/api/exchange-days/:facility/:destination/:day': [DAY_AT(MAKER), DAY_AT(KNOWING), DAY_AT(MAKER).replace('bhxh', 'byt')],
  '/api/exchange-days/:facility/:destination/:day/source': [`${DAY_AT(MAKER)}/source`], '/api/exchange-days/:facility/:destination/:day/explanations': [`${DAY_AT(MAKER)}/explanations`],
  '/api/exchange-days/:facility/:destination/:day/explanations/:id': [`${DAY_AT(MAKER)}/explanations/${NOBODY}`], '/api/exchange-days/:facility/:destination/:day/close': [`${DAY_AT(MAKER)}/close`],
  '/api/exchange-days/:facility/:destination/:day/reopen': [`${DAY_AT(MAKER)}/reopen`], '/api/exchange-days/:facility/:destination/:day/papers/:number': [`${DAY_AT(MAKER)}/papers/1`],
};
const LIST = Buffer.from(`MA_LK;MA_CSKCB;Trạng thái\r\nV-1;${MAKER};Thành công\r\nH-1;${MAKER};Thành công\r\nH-2;${MAKER};Lỗi\r\n`, 'utf8');

const FORM = Buffer.from(`MA_LK;MA_CSKCB;Bảng;STT dòng;Số tiền đề nghị;Số tiền từ chối\r\nV-1;${MAKER};XML2;1;1000;10\r\nH-1;${MAKER};XML2;1;1000;10\r\nH-2;${MAKER};XML3;1;1000;10\r\n`, 'utf8');
const SHEETS: Readonly<Record<string, readonly Buffer[]>> = { '/api/receiver-lists/preview': [LIST], '/api/adjudication-forms/preview': [FORM] };

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const;

const QUERIES: Readonly<Record<string, readonly string[]>> = {
  '/api/people/:id': ['', '?limit=1', '?limit=1&offset=1', '?asOf=2026-11-20', `?asOf=${today}`], '/api/dossiers/:id': ['', '?revision=1'], '/api/intakes/:id/dossiers': ['', '?limit=1', '?limit=1&offset=1'],
  '/api/exchange': ['', '?limit=2', '?state=owed', '?urgency=late', '?destination=bhxh&day=2026-11-20'], '/api/exchange/summary': ['', '?destination=bhxh', `?facility=${MAKER}&kind=dossier`, '?day=2026-11-20'], '/api/intakes': ['', '?limit=1'], '/fhir/$changes': ['', '?_count=3'],
  '/api/exchange-days': [`?facility=${MAKER}`, `?facility=${KNOWING}`], '/api/receiver-lists/preview': ['?destination=bhxh', `?destination=bhxh&facility=${MAKER}`], '/api/receiver-lists': ['?destination=bhxh'],
  '/api/adjudication-forms/preview': ['?destination=bhxh', `?destination=bhxh&facility=${MAKER}`], '/api/adjudication-forms': ['?destination=bhxh'],
};

/** Searches that could tell: by patient, status, chains and reverse, includes, missing, dates. */
const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  Encounter: [`?patient.identifier=${AT_CLINIC.number}`, '?subject:Patient.name=kin', '?_count=3', '?status=finished', '?_has:Condition:encounter:code=Z21', '?_has:Condition:encounter:code=F20.0', '?date=ge2026-01-01&_sort=date', '?_revinclude=Condition:encounter', '?_include=Encounter:subject'],
  Condition: ['?code=B20.7', '?code=F20.0', '?encounter.status=finished', '?encounter:missing=false&_count=2', '?patient._has:Condition:patient:code=F20.0'],
  Patient: [`?identifier=${AT_CLINIC.number}`, `?identifier=https://yteso.example/fhir/sid/patient-number/62982|${AT_CLINIC.number}`, '?identifier=062170000111', '?name=kin', `?phone=${AT_CLINIC.phone}`, '?address=kin',
    '?organization.name=a', '?organization:missing=true', '?_has:Encounter:patient:status=finished', '?_summary=count', '?_sort=-_lastUpdated&_count=2', '?_count=1&_total=accurate', '?gender=female', '?_has:Condition:patient:code=F20.0', '?_has:Encounter:patient:status=finished&_has:Condition:patient:code=B20.7', '?_revinclude=Encounter:patient', '?_revinclude=Condition:subject', '?_revinclude=Coverage:beneficiary', '?_revinclude=Provenance:target'],
  Observation: ['?status=final&_sort=-date', '?_security=HIV', '?_tag=HIV'], Claim: ['?_count=2', '?status=active'], Provenance: ['?_include=Provenance:target'],
};

/** All probes of a route. @param types resource types to ask for @throws Error for a route that the matrix does not know */
export function probesOf(route: AddedRoute, world: World, types: readonly string[], ids: 'seen' | 'hidden'): Probe[] {
  const { url } = route;
  if (ABOUT_NOBODY[url] !== undefined || ABOUT_NOBODY[`${url} ${route.method}`] !== undefined) return [];
  const method = METHODS.find((one) => one === route.method) ?? 'GET';
  const sends = method === 'POST' || method === 'PUT';
  const bodies: readonly (object | string | Buffer | undefined)[] = sends ? (SHEETS[url] ?? BODIES[url] ?? []) : [undefined];
  if (bodies.length === 0) throw new Error(`no probe for ${route.method} ${url}: say in apps/server/leak/probes.ts how it is asked, or why it tells of no visit`);
  if (ids === 'seen' && CHANGING.has(url)) return [];
  const queries = QUERIES[url] ?? [''];
  const made = (address: string, body: object | string | Buffer | undefined): Omit<Probe, 'missing'> => ({ method, url: address, ...(body === undefined ? {} : { payload: body }) });
  const kind = PARAMS[url];
  if (kind !== undefined) {
    return world[ids][kind].flatMap((id) => queries.flatMap((query) => bodies.map((body): Probe => {
      const filled = (name: string): string => (kind === 'resource' ? url.replace(':type/:id', name) : url.replace(':id', name)).replace(':version', '1').replace(':event', 'confirm') + query;
      return { ...made(filled(id), body), missing: made(filled(kind === 'resource' ? `${id.split('/')[0] ?? ''}/${NO_RESOURCE}` : NOBODY), body) };
    })));
  }
  if (ids === 'hidden') return [];
  if (url === '/fhir/:type') return types.flatMap((type) => ['', ...SEARCHES[type] ?? []].map((query) => made(`/fhir/${type}${query}`, undefined)));
  if (url === '/fhir/:type/_history') return types.map((type) => made(`/fhir/${type}/_history`, undefined));
  if (url === '/fhir/:type/_search') return bodies.map((body) => made('/fhir/Patient/_search', body));
  if (url === '/fhir/$export') return types.map((type) => made(`/fhir/$export?_type=${type}`, undefined));
  const days = DAYS[url];
  if (days !== undefined) return days.flatMap((address) => bodies.map((body) => made(address, body)));
  if (url.includes(':')) throw new Error(`no probe for ${route.method} ${url}: say in apps/server/leak/probes.ts what its address is made of`);
  return queries.flatMap((query) => bodies.map((body) => made(`${url}${query}`, body)));
}

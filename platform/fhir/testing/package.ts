import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { readTar, type Entry } from './tar.ts';

/** A package of the npm registry, pinned by the hash of its archive. */
export interface Pinned {
  readonly name: string;
  readonly version: string;
  /** dist.integrity as `npm view` gives it. */
  readonly integrity: string;
}

/** The official R4 package: definitions and one or more instances of every resource type. CC0-1.0. */
export const R4_PACKAGE: Pinned = {
  name: 'hl7.fhir.r4.examples', version: '4.0.1',
  integrity: 'sha512-DXBdIZOeQaSKIgCU7w6HOC7sw/6BzylmipLkBW4f//pT+Bc94x+8LImwTdvaNThPJoOzpBzvxAzNqjeu3X/zLw==',
};

const CACHE = fileURLToPath(new URL('../../../.cache/fhir/', import.meta.url));

/**
 * The files of a pinned package, from `.cache/fhir` or, the first time, from the registry.
 * @returns undefined when the registry cannot be reached
 * @throws Error when the archive is not the pinned one
 */
export function filesOf(pinned: Pinned): Entry[] | undefined {
  const archive = join(CACHE, `${pinned.name}-${pinned.version}.tgz`);
  if (!existsSync(archive) && !download(pinned)) return undefined;
  const bytes = readFileSync(archive);
  const hash = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
  if (hash !== pinned.integrity) throw new Error(`${archive} is not the pinned archive: ${hash}. Delete it and try again`);
  return [...readTar(gunzipSync(bytes))];
}

function download(pinned: Pinned): boolean {
  mkdirSync(CACHE, { recursive: true });
  try {
    execFileSync('npm', ['pack', `${pinned.name}@${pinned.version}`, '--pack-destination', CACHE], { stdio: 'ignore', timeout: 120_000 });
    return true;
  } catch {
    return false;
  }
}

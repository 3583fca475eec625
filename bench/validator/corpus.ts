import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { examples } from '#platform/fhir/testing';

const Resource = z.looseObject({ resourceType: z.string() });
export type Resource = z.infer<typeof Resource>;

/** A resource and what to call it. */
export interface Named { readonly name: string; readonly resource: Resource }

/**
 * Resources to measure with: of an NDJSON file, of every NDJSON file in a folder, or the official examples.
 * @throws Error when the official examples cannot be had
 */
export function corpus(path?: string): Named[] {
  if (path === undefined || path === '') {
    const all = examples();
    if (!all) throw new Error('the official examples cannot be had from the registry');
    return all.map(({ name, text }) => ({ name, resource: Resource.parse(JSON.parse(text)) }));
  }
  const files = statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.ndjson')).sort().map((name) => join(path, name)) : [path];
  return files.flatMap((file) => readFileSync(file, 'utf8').split('\n').flatMap((line, i) => (line.trim() === '' ? [] : [named(line, i)])));
}

function named(line: string, index: number): Named {
  const resource = Resource.parse(JSON.parse(line));
  return { name: `${resource.resourceType}/${typeof resource['id'] === 'string' ? resource['id'] : `line-${index + 1}`}`, resource };
}

import type { Client } from 'pg';
import type { Sample } from './data.ts';

export interface Query {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Random values that a query of the trial is asked with. */
export interface Ask {
  readonly patient: string;
  readonly observation: string;
  readonly condition: string;
  readonly drug: string;
  readonly facility: string;
  readonly family: string;
  readonly given: string;
  readonly birth: number;
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

export interface Layout {
  readonly name: string;
  /** Tables and indexes, made before loading. */
  readonly schema: string;
  /** One statement for a bundle, as the store writes. */
  write(client: Client, bundle: readonly Sample[]): Promise<void>;
  /** The twenty, by name; the same names in each layout. */
  readonly queries: Readonly<Record<string, (ask: Ask) => Query>>;
}

/** What both have: the resources, the patient's page by type and moment, identifiers in a btree of their own. */
export const COMMON = `
create table resource (
  rid bigint generated always as identity primary key, type text not null, id text collate "C" not null, version int not null,
  patient text collate "C", moment bigint not null, labels text[] not null default '{}', content text not null, updated timestamptz not null default now()
);
create unique index resource_id on resource (type, id);
create index resource_patient on resource (patient, type, moment desc);
create index resource_updated on resource (type, updated desc, rid);
create table resource_identifier (system text collate "C" not null, value text collate "C" not null, type text not null, rid bigint not null, primary key (system, value, type, rid));
create table search_string (param int not null, value text collate "C" not null, rid bigint not null);
create index search_string_value on search_string (param, value, rid);
create index search_string_words on search_string using gin (value public.gin_trgm_ops);
create index search_string_rid on search_string (rid);
create table search_quantity (param int not null, code text collate "C" not null, value numeric not null, rid bigint not null);
create index search_quantity_value on search_quantity (param, code, value, rid);
create index search_quantity_rid on search_quantity (rid);`;

/** Narrow rows name their parameter as the store does. */
export { paramKey as key } from '#platform/store';

export const column = <T, V>(rows: readonly T[], pick: (row: T) => V): V[] => rows.map(pick);

/** Rows of a bundle that belong to a resource, each with the place of its resource in the bundle. */
export function flat<T, V>(bundle: readonly Sample[], of: (sample: Sample) => readonly T[], make: (one: T, sample: Sample, place: number) => V): V[] {
  return bundle.flatMap((sample, place) => of(sample).map((one) => make(one, sample, place + 1)));
}

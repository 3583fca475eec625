/** A JSON object whose members are not known. */
export type Json = Readonly<Record<string, unknown>>;

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A resource of any type: all that this room asks of it. */
export interface Resource {
  readonly resourceType: string;
}

/** Member of an object as text; '' when it is no text or not there. */
export function textOf(from: Json, member: string): string {
  const value = from[member];
  return typeof value === 'string' ? value : '';
}

/** Member of an object as list: what stands alone is a list of one, what is absent an empty one. */
export function listOf(from: Json, member: string): readonly unknown[] {
  const value = from[member];
  return value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
}

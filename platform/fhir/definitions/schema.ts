import { z } from 'zod';

/** A type that an element may have. */
const TypeRef = z.strictObject({
  code: z.string(),
  /** Resource types a Reference or canonical may point to; absent: any. */
  targets: z.array(z.string()).optional(),
  /** The only profile the base specification uses on a type: a quantity without comparator. */
  profile: z.literal('SimpleQuantity').optional(),
});

const Constraint = z.strictObject({
  key: z.string(),
  severity: z.enum(['error', 'warning']),
  /** FHIRPath. */
  expression: z.string(),
  /** The official sentence, in English. */
  human: z.string(),
});

const Element = z.strictObject({
  /** Below its type: `contact.name`, `value[x]`. */
  path: z.string(),
  min: z.number().default(0),
  /** '*': unbounded. */
  max: z.union([z.number(), z.literal('*')]).default(1),
  /** Empty for an element with `same`. */
  types: z.array(TypeRef).default([]),
  /** Content reference: the path below the same type whose children this one has. */
  same: z.string().optional(),
  /** URL of a value set whose codes alone are allowed. */
  binding: z.string().optional(),
  constraints: z.array(Constraint).default([]),
});

const TypeDefinition = z.strictObject({
  name: z.string(),
  kind: z.enum(['resource', 'complex', 'primitive']),
  abstract: z.boolean().default(false),
  base: z.string().optional(),
  /** Format of a primitive, without anchors. */
  pattern: z.string().optional(),
  /** Those of the type itself; a type has its base's too. */
  constraints: z.array(Constraint).default([]),
  elements: z.array(Element).default([]),
});

const ValueSet = z.strictObject({
  url: z.string(),
  /** Absent: cannot be enumerated; see `format`. */
  systems: z.array(z.strictObject({ system: z.string(), codes: z.array(z.string()) })).optional(),
  /** What is checked instead; `any`: nothing. */
  format: z.enum(['mime', 'ucum', 'any']).optional(),
});

const SearchParameter = z.strictObject({
  id: z.string(),
  code: z.string(),
  type: z.enum(['number', 'date', 'string', 'token', 'reference', 'composite', 'quantity', 'uri', 'special']),
  base: z.array(z.string()),
  /** FHIRPath; absent: the parameter is not a value of the resource. */
  expression: z.string().optional(),
  target: z.array(z.string()).optional(),
  components: z.array(z.strictObject({ id: z.string(), expression: z.string() })).optional(),
});

const Compartment = z.strictObject({ code: z.string(), resources: z.record(z.string(), z.array(z.string())) });

export const Definitions = z.strictObject({
  source: z.strictObject({ package: z.string(), integrity: z.string(), licence: z.string(), currencies: z.string() }),
  types: z.array(TypeDefinition),
  valueSets: z.array(ValueSet),
  search: z.array(SearchParameter),
  compartments: z.array(Compartment),
});

/** Everything of R4 that is compiled: `reference/fhir/definitions.json`. */
export type Definitions = z.infer<typeof Definitions>;
export type TypeDefinition = z.infer<typeof TypeDefinition>;
export type ElementDefinition = z.infer<typeof Element>;
export type TypeRef = z.infer<typeof TypeRef>;
export type Constraint = z.infer<typeof Constraint>;
export type ValueSet = z.infer<typeof ValueSet>;
export type SearchParameter = z.infer<typeof SearchParameter>;

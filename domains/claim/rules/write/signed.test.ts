import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { openKeyring, signDossierFile, verifyDossierFile } from '#platform/signing';
import { isThere, xmlsecSays } from '#platform/signing/testing';
import type { FileKind } from '../model/index.ts';
import { readBytes } from '../read/index.ts';
import { anyDossier } from '../testing/any-dossier.ts';
import { writeFile } from './index.ts';

const AT = new Date('2026-11-27T02:30:05Z');
const folder = mkdtempSync(join(tmpdir(), 'yteso-claim-signed-'));
process.once('exit', () => rmSync(folder, { recursive: true }));
const signer = await openKeyring({ folder, environment: {}, demonstration: true }).signerFor('99001', AT);
const rootFile = join(folder, 'root.pem');
writeFileSync(rootFile, `-----BEGIN CERTIFICATE-----\n${Buffer.from(signer.chain[0]).toString('base64').replace(/.{64}/gu, '$&\n')}\n-----END CERTIFICATE-----\n`);

for (const kind of ['claim', 'checkin', 'assessment'] satisfies FileKind[]) {
  test(`whatever is written can be signed, is valid, and reads back as the same dossiers: ${kind}`, async () => {
    let judged = 0;
    await fc.assert(fc.asyncProperty(fc.array(anyDossier(kind), { maxLength: 3 }), fc.constantFrom('base64' as const, 'inline' as const), async (dossiers, tables) => {
      const written = Buffer.from(writeFile({ kind, facility: '99001', createdOn: '20261121', dossiers }, { tables }));
      const signed = await signDossierFile(written, signer, AT);
      const found = verifyDossierFile(signed, { at: AT });
      assert.deepEqual([found.flaws, found.valid, found.covers], [[], true, 'file']);
      const of = (bytes: Uint8Array): unknown[] => readBytes(bytes).filter((item) => item.type !== 'end');
      assert.deepEqual(of(signed), of(written));
      const end = readBytes(signed).at(-1);
      assert.ok(end?.type === 'end' && end.summary.signed && end.summary.complete);
      judged += 1;
      if (judged <= 15 && isThere('xmlsec1')) assert.ok(xmlsecSays(signed, rootFile).good);
    }), { numRuns: 100 });
  });
}

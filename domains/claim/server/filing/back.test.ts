import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { systemPolicy } from '#platform/access';
import { testDatabase } from '#platform/db/testing';
import { readResource } from '#platform/store';
import { differences, dossierOf, type Dossier, type FileKind, type RecordResource } from '#domains/claim/rules';
import { checkInFile, claimFile, dossierOf as made, DRUG, facilityPolicy, fileAll, send, testContext, visit } from '#domains/claim/testing';

const { db } = await testDatabase();
const context = await testContext(db);
const resource = z.looseObject({ resourceType: z.string(), id: z.string() });
const listed = z.object({ resources: z.array(z.string()) });

/** The dossier out of the store: its resources as they are now, whatever came after them. */
async function backOf(maLk: string, kind: FileKind): Promise<Dossier> {
  return db.withAccess(systemPolicy('test', 'test'), { action: 'record.read', target: maLk }, async (tx) => {
    const [found] = await tx.query('select resources from dossier where ma_lk = $1 and kind = $2', [maLk, kind], listed);
    const resources: RecordResource[] = [];
    for (const name of found?.resources ?? []) {
      const [type = '', id = ''] = name.split('/');
      const one = await readResource(tx, type, id);
      if (one !== undefined) resources.push(resource.parse(one.resource));
    }
    return dossierOf(resources);
  });
}

async function filed(file: string): Promise<void> {
  await send(context, facilityPolicy('62990'), file);
  await fileAll(context);
}

test('what is stored gives the dossier back: the check-in, the claim over it, a shorter revision, and after the patient has moved', async () => {
  await filed(checkInFile('LK1'));
  const opened = await backOf('LK1', 'checkin');
  assert.deepEqual([opened.kind, opened.tables.get('XML0')?.rows[0]?.['TEN_DICH_VU']], ['checkin', 'Khám Nội']);
  const first = visit('LK1', {}, { XML2: [{ ...DRUG }, { ...DRUG, TEN_THUOC: 'Paracetamol', SO_LUONG: '007' }] });
  await filed(claimFile([first]));
  assert.deepEqual(differences(made(first), await backOf('LK1', 'claim')), []);
  const shorter = visit('LK1', { GHI_CHU: 'Uống nhiều nước' });
  await filed(claimFile([shorter]));
  assert.deepEqual(differences(made(shorter), await backOf('LK1', 'claim')), []);
  const later = visit('LK2', { DIA_CHI: 'Thôn 9', DIEN_THOAI: '0909999999', NGAY_VAO: '202609290949', NGAY_RA: '202609291030', MA_THE_BHYT: 'HN2512970702952' });
  await filed(claimFile([later]));
  for (const [maLk, rows] of [['LK1', shorter], ['LK2', later]] as const) assert.deepEqual(differences(made(rows), await backOf(maLk, 'claim')), []);
});

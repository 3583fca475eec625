import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isThere, sampleFile, testAuthority } from '#platform/signing/testing';
import { verifyDossierFile } from '#platform/signing';

const authority = testAuthority();
const issued = authority.issue('rsa');
const skip = isThere('xmlsec1') ? false : 'xmlsec1 is not there';
const anchors = [{ pem: authority.rootPem, from: new Date('2025-01-01') }];
const AT = new Date('2026-11-27T03:00:00Z');

/** A file as the insurer's sister formats are signed: XMLDSig over THONGTINHOSO by its Id and over an object with the time; made by xmlsec1. */
function signedByOthers(options: { c14n?: string; file?: string; object?: string } = {}): Buffer {
  const { c14n = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315', file = '', object = '<SignatureProperties><SignatureProperty Id="time" Target="#signature"><SigningTime>2026-11-27T09:30:00</SigningTime></SignatureProperty></SignatureProperties>' } = options;
  const reference = (uri: string): string => `<Reference URI="${uri}"><Transforms><Transform Algorithm="${c14n}"/></Transforms><DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><DigestValue/></Reference>`;
  const signature = `<Signature xmlns="http://www.w3.org/2000/09/xmldsig#" Id="signature"><SignedInfo><CanonicalizationMethod Algorithm="${c14n}"/><SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>${reference('#content')}${reference('#object')}</SignedInfo>`
    + `<SignatureValue/><KeyInfo><X509Data/></KeyInfo><Object Id="object">${object}</Object></Signature>`;
  const { folder } = authority;
  const text = file || sampleFile(300, `<CHUKYDONVI>${signature}</CHUKYDONVI>`).toString('utf8').replace('<THONGTINHOSO>', '<THONGTINHOSO Id="content">');
  writeFileSync(join(folder, 'in.xml'), text);
  execFileSync('xmlsec1', ['--sign', '--privkey-pem', `${issued.keyFile},${issued.certFile}`, '--id-attr:Id', 'THONGTINHOSO', '--id-attr:Id', 'http://www.w3.org/2000/09/xmldsig#:Object', '--output', 'out.xml', 'in.xml'], { cwd: folder, stdio: 'pipe' });
  return readFileSync(join(folder, 'out.xml'));
}

test('what others sign is read: content and time by reference, in any canonical form', { skip }, () => {
  for (const c14n of ['http://www.w3.org/TR/2001/REC-xml-c14n-20010315', 'http://www.w3.org/2001/10/xml-exc-c14n#', 'http://www.w3.org/2006/12/xml-c14n11']) {
    const found = verifyDossierFile(signedByOthers({ c14n }), { at: AT, anchors });
    assert.deepEqual([found.flaws, found.covers, found.signedAt?.toISOString(), found.trusted], [[], 'content', '2026-11-27T02:30:00.000Z', true], c14n);
  }
});

test('a change inside is seen; the facility before it is outside and said to be', { skip }, () => {
  const text = signedByOthers().toString('utf8');
  const verify = (changed: string) => verifyDossierFile(Buffer.from(changed), { at: AT, anchors });
  assert.deepEqual(verify(text.replace('20261121', '20261122')).flaws, ['digest']);
  assert.deepEqual(verify(text.replace('09:30:00', '09:31:00')).flaws, ['digest']);
  const other = verify(text.replace('99001', '99002'));
  assert.deepEqual([other.valid, other.covers], [true, 'content']);
});

test('signature wrapping: the signed content moved aside and another in its place', { skip }, () => {
  const text = signedByOthers().toString('utf8');
  const content = /<THONGTINHOSO Id="content">[^]*<\/THONGTINHOSO>/u.exec(text)?.[0] ?? '';
  const forged = content.replace('20261121', '20271121');
  const verify = (changed: string) => verifyDossierFile(Buffer.from(changed), { at: AT, anchors });
  // Inside the signature, where XMLDSig allows objects.
  const inObject = verify(text.replace(content, forged.replace(' Id="content"', '')).replace('</Signature>', `<Object>${content}</Object></Signature>`));
  assert.ok(!inObject.valid && inObject.flaws.includes('uncovered'), inObject.flaws.join());
  // As a second one beside, below the first, and with the same Id.
  assert.deepEqual(verify(text.replace(content, `${forged.replace(' Id="content"', '')}${content}`)).flaws, ['no-place']);
  assert.ok(!verify(text.replace(content, forged.replace(' Id="content"', '').replace('<HOSO>', `<HOSO>${content}`))).valid);
  assert.deepEqual(verify(text.replace(content, forged.replace('<HOSO>', `<HOSO>${content}`))).flaws, ['id-twice']);
  assert.deepEqual(verify(text.replace(content, forged.replace('<HOSO>', `<HOSO>${content.replace('Id=', 'ID=')}`))).flaws, ['id-twice']);
});

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Keys made for one test by openssl, in a folder of their own. */
export interface TestAuthority {
  readonly folder: string;
  readonly rootFile: string;
  readonly rootPem: string;
  /** A leaf `<name>` with key, certificate and `<name>.p12` in the folder; dates as yyyyMMdd. */
  issue(name: string, options?: IssueOptions): Issued;
}

export interface IssueOptions { readonly curve?: boolean; readonly from?: string; readonly to?: string; readonly legacy?: boolean; readonly password?: string; readonly subject?: string; readonly bits?: number }

export interface Issued { readonly p12: Uint8Array; readonly der: Uint8Array; readonly keyFile: string; readonly certFile: string; readonly p12File: string }

export const PASSWORD = 'mật khẩu thử $1';

export function testAuthority(): TestAuthority {
  const folder = mkdtempSync(join(tmpdir(), 'yteso-keys-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const run = (...args: readonly string[]): void => { execFileSync('openssl', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }); };
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '54010203AABBCCDD\n');
  writeFileSync(join(folder, 'ca.cnf'), [
    '[ca]', 'default_ca=x', '[x]', 'database=index.txt', 'serial=serial', 'new_certs_dir=.', 'default_md=sha256', 'policy=p', 'unique_subject=no', '[p]', 'countryName=optional', 'organizationName=optional', 'commonName=supplied',
    '[leaf]', 'basicConstraints=critical,CA:FALSE', 'keyUsage=critical,digitalSignature,nonRepudiation', 'subjectKeyIdentifier=hash', 'authorityKeyIdentifier=keyid',
    '[root]', 'basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign', 'subjectKeyIdentifier=hash', '[req]', 'distinguished_name=d', '[d]', ''].join('\n'));
  run('req', '-new', '-config', 'ca.cnf', '-newkey', 'rsa:2048', '-nodes', '-utf8', '-keyout', 'root.key', '-out', 'root.csr', '-subj', '/C=VN/O=Tổ chức thử, không thật/CN=Gốc thử nghiệm');
  run('ca', '-batch', '-selfsign', '-config', 'ca.cnf', '-extensions', 'root', '-keyfile', 'root.key', '-in', 'root.csr', '-out', 'root.pem', '-notext', '-utf8', '-startdate', '20200101000000Z', '-enddate', '20450101000000Z');
  return {
    folder, rootFile: join(folder, 'root.pem'), rootPem: readFileSync(join(folder, 'root.pem'), 'utf8'),
    issue(name, { curve = false, from = '20250101', to = '20350101', legacy = false, password = PASSWORD, subject = `/C=VN/O=Bệnh viện Đa khoa "Thử", số 1/CN=${name}`, bits = 2048 } = {}) {
      const key = curve ? ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] : ['-newkey', `rsa:${bits}`];
      run('req', '-new', '-config', 'ca.cnf', ...key, '-nodes', '-utf8', '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
      run('ca', '-batch', '-config', 'ca.cnf', '-extensions', 'leaf', '-cert', 'root.pem', '-keyfile', 'root.key', '-in', `${name}.csr`, '-out', `${name}.pem`, '-notext', '-utf8', '-startdate', `${from}000000Z`, '-enddate', `${to}000000Z`);
      const legacyOptions = legacy ? ['-legacy', '-certpbe', 'PBE-SHA1-RC2-40', '-keypbe', 'PBE-SHA1-3DES', '-macalg', 'sha1'] : [];
      run('pkcs12', '-export', ...legacyOptions, '-inkey', `${name}.key`, '-in', `${name}.pem`, '-certfile', 'root.pem', '-out', `${name}.p12`, '-passout', `pass:${password}`);
      run('x509', '-in', `${name}.pem`, '-outform', 'der', '-out', `${name}.der`);
      const at = (end: string): string => join(folder, `${name}.${end}`);
      return { p12: readFileSync(at('p12')), der: readFileSync(at('der')), keyFile: at('key'), certFile: at('pem'), p12File: at('p12') };
    },
  };
}

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '#platform/config';
import { Fault } from '#platform/fault';
import { FLAWS, openKeyring, signDossierFile, verifyDossierFile } from '#platform/signing';
import { UsageError } from '../command.ts';

/** `yteso sign`: puts the facility's signature into the empty CHUKYDONVI; every other byte stays. */
export async function run(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { key: { type: 'string' }, out: { type: 'string' } } });
  if (positionals.length === 0 || values.key === undefined || values.out === undefined) throw new UsageError('Hãy nêu tệp, --key MÃ_CSKCB và --out THƯ_MỤC.');
  if (!existsSync(values.out)) throw new UsageError(`Không có thư mục ${values.out}.`);
  const at = new Date();
  const signer = await openKeyring({ folder: readSettings(process.env, process.cwd()).signingFolder, environment: process.env, demonstration: false }).signerFor(values.key, at);
  let failed = 0;
  for (const path of positionals) {
    try {
      const target = join(values.out, basename(path));
      if (existsSync(target)) throw new UsageError(`Đã có ${target}: không ghi đè.`);
      writeFileSync(target, await signDossierFile(readFileSync(path), signer, at));
      process.stdout.write(`Đã ký ${target}\n`);
    } catch (error) {
      if (!(error instanceof Fault) && !(error instanceof UsageError)) throw error;
      failed += 1;
      process.stderr.write(`${path}: ${error.message}\n`);
    }
  }
  return failed === 0 ? 0 : 1;
}

/** `yteso sign verify`: who signed, when, what it covers, and what is wrong. */
export async function verify(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], allowPositionals: true, options: {} });
  if (positionals.length === 0) throw new UsageError('Hãy nêu ít nhất một tệp.');
  let bad = 0;
  for (const path of positionals) {
    if (!existsSync(path)) throw new UsageError(`Không có tệp ${path}.`);
    const found = await verifyDossierFile(readFileSync(path), { at: new Date() });
    if (!found.valid) bad += 1;
    const said = !found.signed ? 'chưa ký' : found.valid ? `chữ ký đúng, của ${found.certificate?.subject ?? '?'}, ký lúc ${found.signedAt?.toISOString() ?? '?'}, ${found.covers === 'file' ? 'phủ cả tệp' : 'chỉ phủ phần hồ sơ'}; chưa đối chiếu với nơi cấp chứng thư` : `chữ ký sai: ${found.flaws.map((flaw) => FLAWS[flaw].vi).join(' ')}`;
    process.stdout.write(`${path}: ${said}\n`);
  }
  return bad === 0 ? 0 : 1;
}

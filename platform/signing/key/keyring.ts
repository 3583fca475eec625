import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '#platform/fault';
import { isInForce, readCertificate } from '../certificate/facts.ts';
import { SIGNING_FAULTS } from '../faults.ts';
import type { RawSigner } from '../signer.ts';
import { demonstrationSigner } from './demonstration.ts';
import { KeyFileError } from './file-signer.ts';
import { openPkcs12 } from './pkcs12.ts';

export interface Keyring {
  /** The signer of a facility whose certificate is in force at a moment; of several the one that lasts longest. @throws Fault noKey, keyFile */
  signerFor(facility: string, at: Date): Promise<RawSigner>;
}

export interface KeyringOptions {
  /** Folder of `<facility>.p12` (after a renewal also `<facility>-….p12`), each with its password in `<name>.pass` (mode 0600) or in the environment. */
  readonly folder: string;
  /** Holds `YTESO_SIGNING_PASSWORD_<FACILITY>`, used where there is no .pass file. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** A facility without a file gets a key that says it is a demonstration. Never in a real province. */
  readonly demonstration: boolean;
}

/** Keys lie in files that their owner alone reads; opened ones are kept in memory until their file changes. */
export function openKeyring(options: KeyringOptions): Keyring {
  const opened = new Map<string, { readonly stamp: string; readonly signer: RawSigner }>();
  const open = (file: string, facility: string): RawSigner => {
    const path = join(options.folder, file);
    const { mtimeMs, size } = statSync(path);
    const stamp = `${mtimeMs} ${size}`;
    const known = opened.get(file);
    if (known?.stamp === stamp) return known.signer;
    try {
      const signer = openPkcs12(readFileSync(path), passwordOf(options, file, facility));
      opened.set(file, { stamp, signer });
      return signer;
    } catch (error) {
      if (!(error instanceof KeyFileError)) throw error;
      throw new Fault(SIGNING_FAULTS.keyFile, { file, why: error.message });
    }
  };
  return {
    async signerFor(facility, at) {
      if (!/^[A-Za-z0-9]{1,20}$/u.test(facility)) throw new Fault(SIGNING_FAULTS.noKey, { facility });
      const signers = filesOf(options.folder, facility).map((file) => open(file, facility));
      const [best] = signers.filter((one) => isGood(one, at)).sort((a, b) => endOf(b) - endOf(a));
      if (best !== undefined) return best;
      if (options.demonstration && signers.length === 0) return await demonstrationSigner(options.folder, facility, at);
      throw new Fault(SIGNING_FAULTS.noKey, { facility });
    },
  };
}

function filesOf(folder: string, facility: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name === `${facility}.p12` || (name.startsWith(`${facility}-`) && name.endsWith('.p12'))).sort();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function passwordOf(options: KeyringOptions, file: string, facility: string): string {
  const path = join(options.folder, file.replace(/\.p12$/u, '.pass'));
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) {
    const given = options.environment[`YTESO_SIGNING_PASSWORD_${facility.toUpperCase()}`];
    if (given === undefined) throw new KeyFileError('chưa có mật khẩu');
    return given;
  }
  if ((found.mode & 0o077) !== 0) throw new KeyFileError('tệp mật khẩu .pass cho người khác đọc được, cần quyền 0600');
  return readFileSync(path, 'utf8').replace(/\r?\n$/u, '');
}

const certificateOf = (signer: RawSigner) => readCertificate(signer.chain[0]);
const isGood = (signer: RawSigner, at: Date): boolean => { const one = certificateOf(signer); return one !== undefined && isInForce(one, at); };
const endOf = (signer: RawSigner): number => certificateOf(signer)?.validToDate.getTime() ?? 0;

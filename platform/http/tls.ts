import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:https';

export interface TlsFiles {
  /** PEM, the server's certificate first, then those between it and the root. */
  readonly certFile: string;
  readonly keyFile: string;
}

/** Forward secrecy and authenticated encryption alone; TLS 1.3 has its own. */
const CIPHERS = ['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256', 'ECDHE-ECDSA-AES256-GCM-SHA384', 'ECDHE-RSA-AES256-GCM-SHA384', 'ECDHE-ECDSA-CHACHA20-POLY1305', 'ECDHE-RSA-CHACHA20-POLY1305', 'ECDHE-ECDSA-AES128-GCM-SHA256', 'ECDHE-RSA-AES128-GCM-SHA256'].join(':');
const STRENGTH = { minVersion: 'TLSv1.2', ciphers: CIPHERS, honorCipherOrder: true } as const;
/** Milliseconds between two looks whether the certificate was renewed. */
const LOOK = 60_000;

const read = ({ certFile, keyFile }: TlsFiles) => ({ cert: readFileSync(certFile), key: readFileSync(keyFile) });

/**
 * A server that speaks TLS 1.2 and 1.3. A renewed certificate is taken up within a minute, without a restart; one that cannot be used leaves the old one.
 * @throws Error of the file system or of OpenSSL when the files cannot be used
 */
export function tlsServer(files: TlsFiles, limits: { readonly requestTimeout: number; readonly connectionTimeout: number }): (handler: RequestListener<typeof IncomingMessage, typeof ServerResponse>) => Server {
  const first = read(files);
  return (handler) => {
    const server = createServer({ ...first, ...STRENGTH, requestTimeout: limits.requestTimeout }, handler);
    server.setTimeout(limits.connectionTimeout);
    const renew = (): void => {
      try {
        server.setSecureContext({ ...read(files), ...STRENGTH });
      } catch { /* half written: the next look finds it whole */ }
    };
    watchFile(files.certFile, { interval: LOOK, persistent: false }, renew);
    server.once('close', () => { unwatchFile(files.certFile, renew); });
    return server;
  };
}

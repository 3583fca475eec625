import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSandbox } from './sandbox.ts';

/** The stand-in alone: `node apps/sandbox/start.ts [--port N] [--ledger FILE] [--late SECONDS] [--checkup SENDER=KEY.pem]… [--account 99001_BV]…`; SANDBOX_SECRET: passwords that stay. */
const { values } = parseArgs({ options: { port: { type: 'string', default: '0' }, ledger: { type: 'string' }, late: { type: 'string' }, checkup: { type: 'string', multiple: true, default: [] }, account: { type: 'string', multiple: true, default: [] } } });
const sandbox = await startSandbox({ port: Number(values.port), ...(values.ledger === undefined ? {} : { ledgerFile: values.ledger }), ...(values.late === undefined ? {} : { lateSeconds: Number(values.late) }), ...(process.env['SANDBOX_SECRET'] === undefined ? {} : { secret: process.env['SANDBOX_SECRET'] }) });
for (const pair of values.checkup) {
  const [sender = '', file = ''] = pair.split('=');
  sandbox.checkup.register(sender, readFileSync(file, 'utf8'));
}
console.log(`Cổng giả lập: ${sandbox.url}`);
for (const account of values.account) console.log(`  ${account}  ${sandbox.passwordOf(account) ?? 'tên tài khoản phải có dạng <MACSKCB>_BV'}`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { void sandbox.close().then(() => process.exit(0)); });

import { SettingsError } from '#platform/config';
import { Fault } from '#platform/fault';
import type { Command } from './command.ts';
import { UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';

function help(): string {
  const width = Math.max(...COMMANDS.map((command) => command.name.length), 4);
  const lines = COMMANDS.map((command) => `  ${command.name.padEnd(width)}  ${command.summaryVi}`);
  return ['Cách dùng: npx yteso LỆNH …', '', ...lines, `  ${'help'.padEnd(width)}  bảng này; npx yteso help LỆNH: cách dùng một lệnh`, '', 'Khởi động máy chủ: npm start'].join('\n');
}

/** The command whose words begin the line, and the rest. */
function find(words: readonly string[]): { command: Command; rest: readonly string[] } | undefined {
  for (const command of COMMANDS) {
    const name = command.name.split(' ');
    if (name.every((word, at) => words[at] === word)) return { command, rest: words.slice(name.length) };
  }
  return undefined;
}

/** @returns exit code: 0 done, 2 wrong use or unusable settings, 3 anything unforeseen; `check` has its own meanings of 1 and 2 */
async function main(words: readonly string[]): Promise<number> {
  const asked = words[0] === 'help' || words[0] === '--help' || words[0] === '-h';
  const found = find(asked ? words.slice(1) : words);
  if (found && (asked || found.rest.includes('--help'))) {
    console.log(found.command.usageVi);
    return 0;
  }
  if (!found) {
    if (asked || words.length === 0) console.log(help());
    else console.error(`Không có lệnh “${words.join(' ')}”.\n\n${help()}`);
    return asked || words.length === 0 ? 0 : 2;
  }
  try {
    return await (await found.command.load()).run(found.rest);
  } catch (error) {
    return explain(error, found.command);
  }
}

function explain(error: unknown, command: Command): number {
  const wrongOption = error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
  if (wrongOption) console.error(`Tuỳ chọn không hiểu được.\n${command.usageVi}`);
  else if (error instanceof UsageError) console.error(`${error.message}\n${command.usageVi}`);
  else if (error instanceof Fault) console.error([error.message, ...error.places.map((place) => `  - ${place.path}: ${place.message}`), error.remedy].join('\n'));
  else if (error instanceof SettingsError || (error instanceof Error && ['DatabaseStartError', 'BackupError'].includes(error.name))) console.error(error.message);
  else {
    console.error('Lỗi ngoài dự tính:', error);
    return 3;
  }
  return 2;
}

// Ends by exit(), not by the signal itself, so that an embedded PostgreSQL started for this command is ended too. A command that ends in order
// is left to it; asked again later it ends at once. A terminal's Ctrl+C comes twice: to the group, and passed on by bin/yteso.mjs.
const ECHO_MS = 1500;
let heardAt: number | undefined;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {
  heardAt ??= performance.now();
  if (performance.now() - heardAt > ECHO_MS || find(process.argv.slice(2))?.command.endsInOrder !== true) process.exit(130);
});

process.exitCode = await main(process.argv.slice(2));

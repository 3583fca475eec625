import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** Software bill of materials of what runs, CycloneDX, on standard output: `npm run -s sbom > sbom.json`. */
process.stdout.write(execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only'], { cwd: fileURLToPath(new URL('..', import.meta.url)), encoding: 'utf8', maxBuffer: 1e8 }));

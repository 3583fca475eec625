import { loadDefinitions } from '#platform/fhir';
import { databaseAddress, startTestCluster } from '#platform/db/testing';
import { openDatabase } from '#platform/db';
import { passingKeys, useSealKeys } from '#platform/seal';
import { matrix } from '../../apps/server/leak/run.ts';

/** The matrix once, in a cluster of its own. Exit 0: nothing differs; 1: something does. */
const cluster = await startTestCluster();
const url = databaseAddress(cluster.url, 'yteso_template');
useSealKeys(passingKeys());
// As the owner, whom row-level security does not bind: the policies alone must hold.
const db = openDatabase({ url, schema: 'province', poolSize: 6 });
const every = [...new Set(loadDefinitions().search.flatMap((one) => one.base))].filter((one) => one !== 'Resource' && one !== 'DomainResource').sort();
const some = ['Patient', 'Encounter', 'Condition', 'Observation', 'Claim', 'Coverage'];
const { leaks, uncovered, routes, observers, questions } = await matrix(db, process.argv[2] === 'all' ? every : some, process.argv[2] === 'all' ? Infinity : 3);
for (const one of [...uncovered, ...leaks.slice(0, 5)]) process.stdout.write(`${one.slice(0, 300)}\n`);
process.stdout.write(`${routes} routes as ${observers} observers, ${questions} questions, ${leaks.length} differences${leaks[0] === undefined ? '' : `, first: ${leaks[0].slice(0, 160)}`}, ${uncovered.length} not covered\n`);
await db.close();
await cluster.stop();
process.exit(leaks.length + uncovered.length === 0 ? 0 : 1);

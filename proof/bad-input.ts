import { request } from 'node:http';
import { badInputs, goodFile } from './harness/bad.ts';
import { Client } from './harness/client.ts';
import { Installation, pause } from './harness/server.ts';

/** Hands every kind of bad input to a running server and prints what was answered. */
const installation = await Installation.make();
installation.account('benhvien', '62990');
await installation.start();
const client = new Client(installation.address, 'benhvien');
await client.signIn();
const row = (name: string, answer: string) => process.stdout.write(`| ${name} | ${answer.replaceAll('|', '/').replace(/\s+/g, ' ')} |\n`);
process.stdout.write('| handed in | answered |\n|---|---|\n');

async function told(id: string): Promise<string> {
  for (let tries = 0; tries < 1200; tries += 1) {
    const answer = await client.intake(id);
    if (answer.ok && (answer.value.status === 'done' || answer.value.status === 'failed')) {
      const { done, broken, problems } = answer.value;
      const lines = done + broken > 0 ? await client.lines(id) : [];
      const reasons = lines.flatMap((line) => (line.reason ? [`${line.outcome}: ${line.reason}`] : []));
      const first = lines.find((line) => line.id !== null && line.findings.error > 0)?.id;
      const errors = first ? (await client.findings(first)).filter((finding) => finding.severity === 'error').slice(0, 2).map((finding) => `${finding.rule}: ${finding.message}`) : [];
      return `kept; ${done} read, ${broken} broken. ${[...problems.map((problem) => problem.message), ...reasons, ...errors].slice(0, 3).join(' · ') || 'no complaint'}`;
    }
    await pause(100);
  }
  return 'NOT DONE WITHIN TWO MINUTES';
}

for (const bad of badInputs()) {
  const answer = await client.upload(`${bad.name}.xml`, streamOf(bad.bytes()));
  row(bad.name, answer.ok ? await told(answer.value.id) : `refused (${answer.status}): ${answer.words}`);
}

row('upload cut off half-way', await cutOff());
const after = await client.upload('lành.xml', goodFile());
row('a good file after all that', after.ok ? await told(after.value.id) : `REFUSED: ${after.words}`);
const health = await fetch(`${installation.address}/healthz`).then((answer) => answer.status);
row('the server', `answers ${health}`);
await installation.end();

/** Announces more bytes than it sends and hangs up; then asks whether anything was kept. */
async function cutOff(): Promise<string> {
  await new Promise<void>((done) => {
    const call = request(`${installation.address}/api/intakes`, { method: 'POST', headers: { ...client.headers, 'x-file-name': encodeURIComponent('đứt.xml'), 'content-type': 'application/octet-stream', 'content-length': 5_000_000 } });
    call.on('error', () => done());
    call.write('x'.repeat(100_000), () => { call.destroy(); done(); });
  });
  await pause(500);
  const newest = await client.newest();
  return newest === 'đứt.xml' ? 'KEPT A HALF' : 'nothing kept, nothing acknowledged; the sender sends again';
}

function streamOf(pieces: Iterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.iterator]();
  return new ReadableStream({
    pull(controller) {
      const next = iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
  });
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'node:fs';
import { startCluster } from '../../platform/db/embedded/cluster.ts';

/** A durable cluster of its own for a trial, with memory as a province's machine would give it. */
export async function startTrialCluster(folder: string): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const cluster = await startCluster({ dataFolder: folder, as: 'server', tell: () => {}, parameters: { shared_buffers: '2GB', max_wal_size: '4GB', work_mem: '16MB', maintenance_work_mem: '256MB' } });
  const [file = ''] = globSync(join(folder, '**/postmaster.pid'));
  return { url: cluster.url, pid: Number(readFileSync(file, 'utf8').split('\n')[0]), stop: () => cluster.stop() };
}

import type { FastifyInstance } from 'fastify';
import type { Settings } from '#platform/config';
import type { DataJob, Database, Installation } from '#platform/db';
import type { FileStore } from '#platform/files';
import type { Health, Log, Metrics } from '#platform/http';
import type { Job, JobRunner } from '#platform/jobs';
import type { Keyring } from '#platform/signing';

/** What the server hands to every room. */
export interface Context {
  readonly settings: Settings;
  readonly db: Database;
  readonly files: FileStore;
  readonly health: Health;
  readonly metrics: Metrics;
  readonly jobs: JobRunner;
  readonly log: Log;
  /** Keys by which facilities sign: one keyring, so that a key is read once. */
  readonly keys: Keyring;
  /** Demonstration or empty: outgoing stand-ins and invented people belong to a demonstration alone. */
  readonly installation: Installation;
  /** Name of a facility by its code (MA_CSKCB), as the rooms know it; the code itself when none does. */
  facilityName(code: string): string;
}

/** What a room brings to the server. All parts are optional; they are called in this order, room by room. */
export interface Room {
  /** `domains/claim` */
  readonly name: string;
  /** Before the server listens, at every start: must be quick when nothing changed. `tell` shows progress, in Vietnamese. */
  prepare?(context: Context, tell: (message: string) => void): Promise<void>;
  /** As `prepare`, in a demonstration only. */
  demonstrate?(context: Context, tell: (message: string) => void): Promise<void>;
  routes?(app: FastifyInstance, context: Context): void | Promise<void>;
  jobs?(context: Context): readonly Job[];
  /** What fills data that migrations made room for: run by the server in small steps, and by `yteso migrate`. */
  readonly dataJobs?: readonly DataJob[];
  /** Asked with a facility's code; the first room that knows the name answers. Must not wait for anything. */
  facilityName?(code: string): string | undefined;
}

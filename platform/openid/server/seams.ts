import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Role } from '#platform/access';
import type { Policy } from '#platform/access';
import type { OutsideProvider } from './outside/provider.ts';

/** Who is signed in at our own screens, as far as identity tells it. */
export interface SignedIn {
  readonly id: string;
  readonly displayName: string;
  readonly role: Role;
  readonly facility: string | null;
  /** The person (uuid) a citizen is. */
  readonly person?: string;
  /** 1 password, 2 with a second factor, 3 confirmed again minutes ago. */
  readonly strength?: 1 | 2 | 3;
  /** Seconds since 1970 of the sign-in. */
  readonly authTime?: number;
  /** Key of the sign-in; what was granted without offline_access ends with it. */
  readonly session: string;
}

/** What stands above or beside this room, handed in by the server. */
export interface Seams {
  /** Who the session cookie of a request is. */
  whoIs(request: FastifyRequest): Promise<SignedIn | undefined>;
  /** The name of an account that may still work; undefined: closed or unknown. */
  accountName(id: string): Promise<string | undefined>;
  /** Whether an account may still work as this, here, today: a role that was taken away takes what programs do in its name along. */
  worksAs(id: string, role: Role, facility: string | null): Promise<boolean>;
  /** The Patient that programs get for a person, and words for the one who chooses. Checks that the caller may see the person. */
  patientOf(policy: Policy, person: string): Promise<{ readonly patient: string; readonly label: string } | undefined>;
  /** Words for a Patient (name, year of birth), when the caller may see it. */
  patientLabel(policy: Policy, patient: string): Promise<string | undefined>;
  /** The outside providers that are set up. @param origin our public address, to which they send browsers back */
  outside(origin: string): readonly OutsideProvider[];
  /** The person with that citizen number (twelve figures), when there is exactly one. */
  findPersonByCitizenId(number: string): Promise<string | undefined>;
  /** Account of a citizen, made when he has none. @returns its id */
  accountOfCitizen(person: string, name: string): Promise<string>;
  /** Signs an account in at this browser, as a password would. */
  openSession(request: FastifyRequest, reply: FastifyReply, who: { readonly account: string; readonly strength: 1 | 2; readonly provider: string; readonly authTime: number | undefined }): Promise<void>;
}

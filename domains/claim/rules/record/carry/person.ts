import { CANONICAL, SID } from '#domains/person/rules';
import { isDay } from '#platform/catalogue/rules';
import { moment } from '../element.ts';
import { at, atExtension, each, type Carrier } from './carrier.ts';
import { coding, dateTime, type Codec } from './codec.ts';
import type { Frame } from './frame.ts';
import { isNode, listAt, nodesOf, path, place, seek, textOf } from './node.ts';

/** Carriers of what a row says of a person, in a Patient or RelatedPerson; and of numbers under a system of their own. */

/** Longer than any number that exists: the store looks identifiers up and does not take them. */
const LONGEST = 100;

/** A number under the system that belongs to its kind or its facility; the first system that fits. */
export function numbered(role: string, shown: string, systemsOf: (frame: Frame, value: string | undefined) => readonly string[], use?: string): Carrier {
  return {
    by: 'element', role, path: `identifier[system=${shown}].value`, why: null,
    put: (frame, value) => {
      const plain = value.trim();
      const [system] = systemsOf(frame, plain);
      if (plain === '' || plain.length > LONGEST || system === undefined) return;
      listAt(frame.make(role), 'identifier').push({ ...(use && { use }), system, value: plain });
    },
    get: (frame) => {
      const systems = systemsOf(frame, undefined);
      return textOf(nodesOf(frame.node(role)?.['identifier']).find((one) => systems.some((system) => system === one['system']))?.['value']);
    },
  };
}

/** A number that the facility gave. */
export const ofFacility = (role: string, kind: string): Carrier => numbered(role, `${kind}/…`, (frame) => [`${CANONICAL}/sid/${kind}/${frame.world.facility}`]);

export const patientNumber = (role: string): Carrier => numbered(role, 'patient-number/…', (frame) => [SID.patientNumber(frame.world.facility)]);

/** Twelve digits are the citizen's number, all else is another paper. */
export const identityPaper = (role: string): Carrier => numbered(role, 'citizen-id | identity-paper', (_frame, value) =>
  (value === undefined ? [SID.citizenId, SID.paper] : [/^\d{12}$/.test(value) ? SID.citizenId : SID.paper]));

export const insuranceNumber = (role: string): Carrier => numbered(role, 'insurance-number', () => [SID.insuranceNumber]);
export const cardNumber = (role: string): Carrier => numbered(role, 'insurance-card', () => [SID.card]);

export const personName = (role: string): Carrier => at(role, 'name[0].text');
export const addressText = (role: string): Carrier => at(role, 'address[0].text');

const GENDERS = [['1', 'male'], ['2', 'female'], ['3', 'unknown']] as const;
const genderCodec: Codec = {
  type: 'Code',
  write: (text) => GENDERS.find(([ours]) => ours === text.trim())?.[1],
  read: (value) => GENDERS.find(([, theirs]) => theirs === value)?.[0],
};
export const gender = (role: string): Carrier => at(role, 'gender', genderCodec);

const phoneCodec: Codec = {
  type: 'ContactPoint',
  write: (text) => (text.trim() === '' ? undefined : { system: 'phone', value: text.trim() }),
  read: (value) => (isNode(value) && value['system'] === 'phone' ? textOf(value['value']) : undefined),
};
export const phone = (role: string): Carrier => each(role, 'telecom', phoneCodec);

export const addressCode = (role: string, kind: 'province' | 'district' | 'commune'): Carrier =>
  atExtension(role, 'citizen', `address[0].extension[url=address-${kind}].valueCoding`, coding(kind));
export const nationality = (role: string): Carrier => atExtension(role, 'citizen', 'extension[url=nationality].valueCoding', coding('country'));
export const ethnicity = (role: string): Carrier => atExtension(role, 'citizen', 'extension[url=ethnicity].valueCoding', coding('ethnic'));
export const occupation = (role: string): Carrier => atExtension(role, 'citizen', 'extension[url=occupation].valueCoding', coding('occupation'));

const BIRTH = path('birthDate');
const HOUR = path('_birthDate.extension[url=http://hl7.org/fhir/StructureDefinition/patient-birthTime].valueDateTime');

/** Birth as exact as known. yyyyMMddHHmm: hour 0000 means unknown, so do month and day 00; `withHour` false: yyyyMMdd. */
export function birth(role: string, withHour = true): Carrier {
  return {
    by: 'element', role, path: withHour ? 'birthDate (+ patient-birthTime)' : 'birthDate', why: null,
    put: (frame, value) => {
      const written = birthOf(value.trim());
      if (written === undefined) return;
      place(frame.make(role), BIRTH, written);
      const hour = withHour && written.length === 10 && !value.trim().endsWith('0000') ? moment(value.trim()) : undefined;
      if (hour !== undefined && hour.length > 10) place(frame.make(role), HOUR, hour);
    },
    get: (frame) => {
      const node = frame.node(role);
      const written = textOf(seek(node, BIRTH));
      if (written === undefined) return undefined;
      return dateTime.read(seek(node, HOUR)) ?? written.replaceAll('-', '').padEnd(8, '0') + (withHour ? '0000' : '');
    },
  };
}

function birthOf(text: string): string | undefined {
  const day = text.slice(0, 8);
  if (isDay(day)) return `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  if (!/^(?!0000)\d{4}/.test(day)) return undefined;
  return /^\d{4}(0[1-9]|1[0-2])00/.test(day) ? `${day.slice(0, 4)}-${day.slice(4, 6)}` : day.slice(0, 4);
}


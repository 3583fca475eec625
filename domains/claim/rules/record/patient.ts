import { codeSystem, extensionUrl, SID } from '#domains/person/rules';
import { describedPerson, patientNumberOf, text } from './key.ts';
import { filled, isCode, moment, named, optional, partialDate } from './element.ts';
import type { Scene } from './scene.ts';

const GENDER: Readonly<Record<string, string>> = { 1: 'male', 2: 'female' };

/** The facility's own Patient, as sent. */
export function patient(scene: Scene): void {
  const { main, input } = scene;
  const identity = describedPerson(input.dossier);
  const number = patientNumberOf(input.dossier);
  const commune = text(main, 'MAXA_CU_TRU');
  const written = text(main, 'NGAY_SINH');
  const birthTime = written.length === 12 && !written.endsWith('0000') && identity.born.length === 8 ? moment(written) : undefined;
  scene.add({
    resourceType: 'Patient', id: input.patient, active: true,
    identifier: filled([
      ...(number === '' ? [] : [{ use: 'secondary', system: SID.patientNumber(input.facility.code), value: number }]),
      ...(identity.citizenId === '' ? [] : [{ use: 'official', system: SID.citizenId, value: identity.citizenId }]),
      ...(identity.paper === '' ? [] : [{ system: SID.paper, value: identity.paper }]),
      ...identity.insuranceNumbers.map((value) => ({ system: SID.insuranceNumber, value })),
      ...identity.cards.map((value) => ({ system: SID.card, value })),
    ]),
    name: identity.name === '' ? undefined : [nameOf(identity.name)],
    telecom: identity.phone === '' ? undefined : [{ system: 'phone', value: identity.phone }],
    gender: GENDER[identity.sex] ?? 'unknown',
    birthDate: partialDate(identity.born),
    _birthDate: birthTime === undefined ? undefined : { extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime', valueDateTime: birthTime }] },
    address: filled([addressOf(scene, commune)].filter((address) => address !== undefined)),
    managingOrganization: named('Organization', SID.facility, input.facility.code, input.facility.name),
    extension: filled([coded(scene, 'nationality', 'country', 'MA_QUOCTICH'), coded(scene, 'ethnicity', 'ethnic', 'MA_DANTOC'), coded(scene, 'occupation', 'occupation', 'MA_NGHE_NGHIEP')].flat()),
  }, []);
}

/** Surname first; the last word is the given name. The text is what people read. */
function nameOf(name: string): object {
  const [family, ...given] = name.split(' ');
  return { use: 'official', text: name, family, ...(given.length > 0 && { given }) };
}

function addressOf(scene: Scene, commune: string): object | undefined {
  const line = text(scene.main, 'DIA_CHI');
  if (line === '' && commune === '') return undefined;
  const name = scene.display('commune', commune) ?? scene.display('old-commune', commune);
  const province = text(scene.main, 'MATINH_CU_TRU');
  return {
    use: 'home', text: optional(line), city: name, state: scene.display('province', province) ?? scene.display('old-province', province), country: 'VN',
    extension: filled([['commune', commune], ['district', text(scene.main, 'MAHUYEN_CU_TRU')], ['province', province]].flatMap(([list, code]) =>
      (code !== undefined && isCode(code) ? [{ url: extensionUrl(`address-${list}`), valueCoding: { system: codeSystem(`${list}`), code } }] : []))),
  };
}

function coded(scene: Scene, extension: string, list: string, field: string): object[] {
  const code = text(scene.main, field);
  return !isCode(code) ? [] : [{ url: extensionUrl(extension), valueCoding: { system: codeSystem(list), code, display: scene.display(list, code) } }];
}

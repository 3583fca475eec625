/** Twenty searches as users make them, for plans and measurements. `$patient` and the like are filled from the record at hand. */
export const TWENTY: readonly { readonly name: string; readonly type: string; readonly query: string }[] = [
  { name: 'patient: findings, newest first', type: 'Observation', query: 'patient=$patient&_sort=-date' },
  { name: 'patient: findings of a code', type: 'Observation', query: 'patient=$patient&code=$observation&_sort=-date' },
  { name: 'patient: findings of a code between dates', type: 'Observation', query: 'patient=$patient&code=$observation&date=ge$from&date=lt$to' },
  { name: 'patient: visits between dates', type: 'Encounter', query: 'patient=$patient&date=ge$from&date=lt$to' },
  { name: 'patient: diagnoses', type: 'Condition', query: 'patient=$patient' },
  { name: 'patient: medicines, oldest first', type: 'MedicationDispense', query: 'patient=$patient&_sort=whenhandedover' },
  { name: 'findings of a code, newest first', type: 'Observation', query: 'code=$observation&_sort=-date' },
  { name: 'findings of a code, oldest first', type: 'Observation', query: 'code=$observation&_sort=date' },
  { name: 'findings of a code between dates', type: 'Observation', query: 'code=$observation&date=ge$from&date=lt$to&_sort=-date' },
  { name: 'diagnoses of a code, newest first', type: 'Condition', query: 'code=$condition' },
  { name: 'medicines of a code before a day', type: 'MedicationDispense', query: 'code=$drug&whenhandedover=lt$to' },
  { name: 'visits of a facility in a status', type: 'Encounter', query: 'status=finished&service-provider:identifier=$facility' },
  { name: 'code and value above', type: 'Observation', query: 'code-value-quantity=$observation$gt1' },
  { name: 'patients by beginning of a name', type: 'Patient', query: 'name=$family' },
  { name: 'patients by a part of the name', type: 'Patient', query: 'name:contains=$name' },
  { name: 'patients by identifier', type: 'Patient', query: 'identifier=$identifier' },
  { name: 'patients by birth date and sex', type: 'Patient', query: 'birthdate=$birth&gender=female' },
  { name: 'chained: diagnoses of a code of patients by name', type: 'Condition', query: 'code=$condition&patient.family=$family' },
  { name: 'reverse: patients who have a diagnosis', type: 'Patient', query: '_has:Condition:patient:code=$condition' },
  { name: 'what changed last, of a type', type: 'Observation', query: '_sort=-_lastUpdated&_count=50' },
];

/** @throws Error when a value is missing */
export function filledIn(query: string, values: Readonly<Record<string, string>>): string {
  return query.replaceAll(/\$(?!gt|lt|ge|le)([a-z]+)/g, (_all, name: string) => {
    const value = values[name];
    if (value === undefined) throw new Error(`the query asks for ${name}`);
    return encodeURIComponent(value);
  });
}

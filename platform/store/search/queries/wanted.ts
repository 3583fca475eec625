/** What each of the twenty must be read through, and that pages over everybody in the order of time are read in order: only one person's rows, or few, are sorted. */
export const WANTED: Readonly<Record<string, { through: string; sorts?: true }>> = {
  'patient: findings, newest first': { through: 'resource_patient', sorts: true },
  'patient: findings of a code': { through: 'resource_patient', sorts: true },
  'patient: findings of a code between dates': { through: 'resource_patient', sorts: true },
  'patient: visits between dates': { through: 'resource_patient', sorts: true },
  'patient: diagnoses': { through: 'resource_patient', sorts: true },
  'patient: medicines, oldest first': { through: 'resource_patient', sorts: true },
  'findings of a code, newest first': { through: 'search_token_value' },
  'findings of a code, oldest first': { through: 'search_token_value' },
  'findings of a code between dates': { through: 'search_token_value' },
  'diagnoses of a code, newest first': { through: 'search_token_value', sorts: true },
  'medicines of a code before a day': { through: 'search_token_value', sorts: true },
  'visits of a facility in a status': { through: 'search_reference_target' },
  'code and value above': { through: 'search_token_value' },
  'patients by beginning of a name': { through: 'search_string_value' },
  'patients by a part of the name': { through: 'search_string_words', sorts: true },
  'patients by identifier': { through: 'resource_identifier', sorts: true },
  'patients by birth date and sex': { through: 'search_date_starts', sorts: true },
  // From the code or from the name, whichever has fewer.
  'chained: diagnoses of a code of patients by name': { through: 'search_token', sorts: true },
  'reverse: patients who have a diagnosis': { through: 'search_token_value', sorts: true },
  'what changed last, of a type': { through: 'resource_updated' },
};

import { claim } from './claim.ts';
import { conditions } from './conditions.ts';
import { coverages } from './coverage.ts';
import { encounter } from './encounter.ts';
import { medications } from './medications.ts';
import { course } from './course.ts';
import { appointments, papers, referral } from './papers.ts';
import { patient } from './patient.ts';
import { provenance } from './provenance.ts';
import { procedures } from './procedures.ts';
import { results } from './results.ts';
import { sceneOf } from './scene.ts';
import type { RecordEntry, RecordInput, RecordTools } from './types.ts';

/**
 * What a visit adds to the record, as one R4 transaction: every reference leads to an entry of it. A check-in opens the visit
 * (Patient, Coverage, Encounter in-progress), a claim closes it. An assessment (XML12) is no visit and gives nothing.
 */
export function recordOf(input: RecordInput, tools: RecordTools): RecordEntry[] {
  if (input.dossier.kind === 'assessment') return [];
  const scene = sceneOf(input, tools);
  patient(scene);
  const covers = coverages(scene);
  if (input.dossier.kind === 'claim') {
    const diagnoses = conditions(scene);
    encounter(scene, diagnoses);
    claim(scene, covers, diagnoses);
    medications(scene);
    procedures(scene);
    results(scene);
    course(scene);
    papers(scene);
    referral(scene);
    appointments(scene);
  } else {
    encounter(scene, []);
  }
  provenance(scene);
  return scene.entries;
}

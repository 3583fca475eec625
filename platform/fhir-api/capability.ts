import { VERSION } from '#platform/config';
import { loadDefinitions, parametersOf } from '#platform/fhir';
import { allTypes } from './inputs.ts';

let made: object | undefined;

/** What is served, made once from the definitions. */
export function capability(): object {
  made ??= {
    resourceType: 'CapabilityStatement', status: 'active', date: '2026-11-26', kind: 'instance', fhirVersion: '4.0.1', format: ['json'], software: { name: 'yteso', version: VERSION },
    implementation: { description: 'yteso' },
    rest: [{
      mode: 'server',
      security: { cors: true, service: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/restful-security-service', code: 'SMART-on-FHIR' }] }] },
      resource: [...allTypes()].sort().map((type) => ({
        type, versioning: 'versioned', readHistory: true,
        interaction: ['read', 'vread', 'history-instance', 'history-type', 'search-type'].map((code) => ({ code })),
        searchParam: parametersOf(loadDefinitions(), type).filter((one) => one.type !== 'special' && one.expression !== undefined).map((one) => ({ name: one.code, type: one.type })),
      })),
    }],
  };
  return made;
}

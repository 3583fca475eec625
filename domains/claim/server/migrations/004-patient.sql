create index dossier_patient on dossier (patient);

const show = (value) => { document.getElementById('seen').textContent = JSON.stringify(value); };
async function run() {
  const client = await FHIR.oauth2.ready();
  const patient = await client.patient.read();
  const answer = client.state.tokenResponse;
  show({ patient, id: client.patient.id, user: client.user.fhirUser, scope: answer.scope, banner: answer.need_patient_banner, renews: answer.refresh_token !== undefined });
}
run().catch((error) => { show({ failed: error.message }); });

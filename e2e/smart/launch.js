// With `launch` in the address the record opened us; with `server` we open ourselves.
const asked = new URLSearchParams(location.search);
const common = { clientId: asked.get('client') ?? sessionStorage.getItem('client'), redirectUri: 'index.html', pkceMode: 'required' };
const alone = asked.has('server');
FHIR.oauth2.authorize(alone
  ? { ...common, iss: asked.get('server'), scope: 'openid fhirUser launch/patient online_access patient/Patient.rs patient/Observation.rs' }
  : { ...common, scope: 'openid fhirUser launch patient/Patient.rs' }).catch((error) => { document.body.textContent = `failed: ${error.message}`; });

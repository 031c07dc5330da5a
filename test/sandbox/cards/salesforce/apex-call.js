/** What a component gets for `@salesforce/apex/...`: the page's own origin answers, as a Lightning page's does. */
export async function callApex(method, params) {
  const response = await fetch('/_card/apex', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ method, params }),
  });
  const body = await response.json();
  if (!response.ok) throw Object.assign(new Error(body.message), { body });
  return body;
}

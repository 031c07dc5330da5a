const ALLOW = {
  hubspot: ['action', 'connect'],
  slack: ['decision', 'allow'],
  salesforce: ['decision', 'allow'],
} as const;

/**
 * Connects a sandbox vendor as a person with a browser would who allows everything. Rejects when the round trip ends
 * anywhere but at a made connection.
 */
export async function giveConsent(appUrl: string, vendor: keyof typeof ALLOW, bearer: string): Promise<void> {
  const begun = await fetch(`${appUrl}/connect/${vendor}`, {
    headers: { authorization: `Bearer ${bearer}` },
    redirect: 'manual',
  });
  const screen = locationOf(begun);
  const form = readForm(await (await fetch(screen)).text());
  const [button, value] = ALLOW[vendor];
  form.fields.set(button, value);
  const pressed = await fetch(new URL(form.action, screen), {
    method: 'POST',
    body: form.fields,
    redirect: 'manual',
  });
  await fetch(locationOf(pressed), { redirect: 'manual' });
  const connections = await fetch(`${appUrl}/api/v1/connections`, {
    headers: { authorization: `Bearer ${bearer}` },
  });
  const { items } = await connections.json<{ items: { vendor: string }[] }>();
  if (!items.some((item) => item.vendor === vendor)) throw new Error(`${vendor} was not connected`);
}

function locationOf(response: Response): string {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.url} answered ${response.status} and led nowhere`);
  return location;
}

/** The page's form as it would be sent with everything ticked and the first real option of each list chosen. */
function readForm(page: string): { action: string; fields: URLSearchParams } {
  const form = /<form\b[^>]*\bmethod="post"[^>]*>[\s\S]*?<\/form>/i.exec(page)?.[0];
  if (form === undefined) throw new Error(`there is no form on:\n${page.slice(0, 500)}`);
  const fields = new URLSearchParams();
  for (const [input] of form.matchAll(/<input\b[^>]*>/g)) {
    const name = attribute(input, 'name');
    if (name !== null) fields.append(name, attribute(input, 'value') ?? 'on');
  }
  for (const [, name, options] of form.matchAll(
    /<select\b[^>]*\bname="([^"]+)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const value = /<option[^>]*\bvalue="([^"]+)"/.exec(options ?? '')?.[1];
    if (name !== undefined && value !== undefined) fields.append(name, decode(value));
  }
  return { action: attribute(/<form\b[^>]*>/.exec(form)?.[0] ?? '', 'action') ?? '', fields };
}

function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];
  return value === undefined ? null : decode(value);
}

function decode(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}

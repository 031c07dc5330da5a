import { viaSandbox, type TestPortal } from '../portal.ts';

const PAGE = 100;

/** The portal, but its list of contacts comes in an order of our own; its cursors count from the start. */
export function reorderedList(portal: TestPortal, order: (ids: string[]) => string[]): typeof fetch {
  const ids = order([...portal.live('contacts').keys()]);
  const send = viaSandbox(portal);
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    if (
      request.method !== 'GET' ||
      !url.pathname.endsWith('/contacts') ||
      !url.pathname.includes('/objects/')
    )
      return send(request);
    const from = Number(url.searchParams.get('after') ?? 0);
    const body = {
      inputs: ids.slice(from, from + PAGE).map((id) => ({ id })),
      properties: url.searchParams.getAll('properties'),
    };
    const { authorization } = Object.fromEntries(request.headers);
    const read = await send(`${url.origin}${url.pathname}/batch/read`, {
      method: 'POST',
      headers: { authorization: authorization ?? '' },
      body: JSON.stringify(body),
    });
    const { results }: { results: { id: string }[] } = JSON.parse(await read.text());
    const ordered = body.inputs.map(({ id }) => results.find((record) => record.id === id));
    const next = from + PAGE < ids.length ? { paging: { next: { after: String(from + PAGE) } } } : {};
    return Response.json({ results: ordered, ...next });
  };
}

import { afterAll, beforeAll, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf } from './api-client.ts';

interface Import {
  id: string;
  state: string;
  rows: number;
  counts: Record<string, number>;
  encoding: string;
  name: string;
}

let g: RunningGroundswell;

beforeAll(async () => {
  g = await startGroundswell({ people: 20, connect: ['hubspot'] });
  await g.synced();
});

afterAll(async () => {
  await g.close();
});

function send(body: BodyInit, type?: string): Promise<Response> {
  return fetch(`${g.appUrl}/api/v1/imports`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${g.adminToken}`,
      ...(type === undefined ? {} : { 'content-type': type }),
    },
    body,
  });
}

async function reached(id: string, state: string): Promise<Import> {
  await until(async () => (await g.api<Import>(`/imports/${id}`)).state === state, `${state} of the import`);
  return g.api<Import>(`/imports/${id}`);
}

it('a file goes the whole way through the Worker: uploaded as a form, checked, taken, and again without a change', async () => {
  const { items } = await g.api<{ items: { id: string }[] }>('/people?limit=10');
  const rows = Array.from({ length: 1_200 }, (_, at) => {
    const person = items[at % items.length]?.id ?? '';
    return `${person};${String((at % 28) + 1).padStart(2, '0')}-03-2026 12:00;${at % 5},5;k${at}`;
  });
  const text = `person id;Datum;Wert;key\r\n${[...rows, '999999;01-03-2026;1;x', 'torn'].join('\r\n')}`;
  const bytes = new Uint8Array(2 + text.length * 2);
  bytes.set([0xff, 0xfe]);
  for (let at = 0; at < text.length; at += 1) bytes[2 + at * 2] = text.charCodeAt(at);
  const mapping = {
    columns: { personId: 0, occurredAt: 1, value: 2, key: 3 },
    type: 'csat',
    zone: 'Europe/Berlin',
  };
  for (const [added, repeats] of [
    [1_200, 0],
    [0, 1_200],
  ]) {
    const form = new FormData();
    form.set('file', new File([bytes], 'Umfrage.csv'));
    const uploaded = await (await send(form)).json<Import>();
    expect(uploaded).toMatchObject({
      name: 'Umfrage.csv',
      state: 'mapping',
      rows: 1_202,
      encoding: 'utf-16le',
    });
    await g.api(`/imports/${uploaded.id}/dry-run`, mapping);
    expect((await reached(uploaded.id, 'checked')).counts).toMatchObject({ added, repeats, refused: 2 });
    await g.api(`/imports/${uploaded.id}/start`, {});
    expect((await reached(uploaded.id, 'done')).counts).toMatchObject({ added, repeats, refused: 2 });
    const { items: errors } = await g.api<{ items: object[] }>(`/imports/${uploaded.id}/errors`);
    expect(errors).toMatchObject([
      { row: 1_202, problem: { code: 'not_found', field: 'personId' } },
      { row: 1_203, problem: { code: 'invalid_input' } },
    ]);
  }
});

it('a file that is too large, or none, is refused in words', async () => {
  const large = await send('a,b\n'.repeat(5_100_000), 'text/csv');
  expect([large.status, await large.json()]).toMatchObject([413, { code: 'too_large', field: 'file' }]);
  const none = await callerOf(g).call('POST', '/imports', '{}');
  expect([none.status, await none.json()]).toMatchObject([400, { code: 'invalid_input', field: 'file' }]);
  const workbook = await send(Uint8Array.of(0x50, 0x4b, 0x03, 0x04), 'text/csv');
  expect([workbook.status, await workbook.json()]).toMatchObject([400, { field: 'file' }]);
});

import { expect, it } from 'vitest';
import { ImportPage } from '#server/console/pages/imports/import.tsx';
import { markup } from '#test/server/console/markup.ts';
import { value } from '#test/server/workspace/fixture.ts';
import { CSAT, day, settle, upload, workspaceOf } from '#test/server/workspace/imports/upload.ts';

const HEADER = 'E-Mail;Datum;Wert;Typ';
const MAPPING = { ...CSAT, columns: { email: 0, occurredAt: 1, value: 2, type: 3 }, type: null };

async function pageOf(...rows: string[]): Promise<string> {
  const workspace = workspaceOf(2);
  const { id } = await upload(workspace, [HEADER, ...rows].join('\n'));
  value(workspace.imports.dryRun(id, MAPPING));
  const file = await settle(workspace, id);
  const faults = value(workspace.imports.faults(id, 50, null)).items;
  const ids = file.effect?.most.map(({ personId }) => personId) ?? [];
  const names = new Map(workspace.people.named(ids).map((person) => [person.id, person.name]));
  return markup(ImportPage({ data: { file, faults, names, cursor: null, next: null, refused: null } }));
}

it('a refused row names the column as the file does, shows the cell, and tells every fault', async () => {
  const html = await pageOf(`c1@acme.test;31-02-2026;99;nps`);
  expect(html).toContain('<bdi class="column-name">Datum</bdi>');
  expect(html).toContain('<bdi class="held">31-02-2026</bdi>');
  expect(html).toContain('<bdi class="column-name">Wert</bdi>');
  expect(html).toContain('99 is not a possible value for NPS.');
  expect(html).toContain('1 row refused');
  expect(html).not.toContain('occurredAt</');
});

it('a type nobody knows leads to the list of types on the page, not to the names programs use', async () => {
  const html = await pageOf(`c1@acme.test;${day(3)};;dance`);
  expect(html).toContain('<a href="#types">the list on this page</a>');
  expect(html).toContain('Reference call, Case study');
  expect(html).not.toContain('Use one of: reference_call');
});

it('an address that is none is told as such', async () => {
  const html = await pageOf(`bob at acme;${day(3)};9;nps`);
  expect(html).toContain('This is not an e-mail address.');
  expect(html).not.toContain('personId or');
});

it('what a cell holds stays text, and a long one is cut', async () => {
  const html = await pageOf(`c1@acme.test;<script>alert(1)</script>${'x'.repeat(90)};9;nps`);
  expect(html).not.toContain('<script>');
  expect(html).toMatch(/<bdi class="held">&lt;script&gt;[^<]*…<\/bdi>/);
  expect(html).not.toContain('x'.repeat(61));
});

it('the dry run says whose score changes most, and the cells stand above the form they are for', async () => {
  const html = await pageOf(`c1@acme.test;${day(3)};10;nps`, `c2@acme.test;${day(3)};;idea`);
  expect(html).toContain('2 would get another score');
  expect(html).toMatch(/Scores that change most[\s\S]*href="\/console\/advocates\/1"/);
  expect(html.indexOf('What the file holds')).toBeLessThan(html.indexOf('Who, what and when'));
});

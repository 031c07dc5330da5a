import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { IMPORT_FIELDS, type ImportMapping } from '#core/import/mapping.ts';
import type { Problem } from '#core/problem.ts';
import { isSignalType } from '#core/signal/catalogue.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { ImportPage } from '#server/console/pages/imports/import.tsx';
import { ImportsPage } from '#server/console/pages/imports/imports.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { importProgressText, isAtWork } from '#server/console/parts/import-words.ts';
import { csvOf } from '#server/export/csv.ts';
import { drain } from '#server/drain.ts';
import { statusOf } from '#server/errors.ts';
import { MOST_BYTES, tooLargeFile, uploadFile } from '#server/import-file.ts';
import type { ImportFault } from '#server/workspace/imports/import.ts';
import { missing, problemPage } from './failures.tsx';
import { readForm, refusal } from './form.ts';
import { namesOf } from './names.ts';

const HERE = '/console/imports';
const PAGE = 50;
const CSV_PAGE = 500;
/** The borders of a form weigh something too. */
const FORM = 10_000;

const noFile: Problem = {
  code: 'invalid_input',
  message: 'No file was chosen.',
  remedy: 'Choose a CSV file.',
  field: 'file',
};

/** Files of signals: uploaded, mapped, checked, taken and looked up again. */
export const imports = new Hono<AppEnv>()
  .get('/', (c) => listPage(c, null))
  .post(
    '/',
    bodyLimit({
      maxSize: MOST_BYTES + FORM,
      onError: async (c) => {
        await drain(c.req.raw);
        return listPage(c, refusal('upload', tooLargeFile.problem, {}));
      },
    }),
    async (c) => {
      const { file } = await c.req.parseBody();
      if (!(file instanceof File) || file.name === '') return listPage(c, refusal('upload', noFile, {}));
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { services, workspaceId } = c.var;
      const uploaded = await uploadFile(services, workspaceId, {
        name: file.name,
        bytes,
        by: c.var.principal.actor,
      });
      if (!uploaded.ok) return listPage(c, refusal('upload', uploaded.problem, {}));
      return redirectWith(c, `${HERE}/${uploaded.value.id}`, {
        done: 'The file is here. Say what its columns mean; nothing is recorded yet.',
      });
    },
  )
  .get('/:id', (c) => importPage(c, c.req.param('id'), null))
  .get('/:id/progress', async (c) => {
    const file = await workspaceOf(c).imports.get(c.req.param('id'));
    if (!file.ok) return c.json({ items: [] });
    const { id, state, counts, rows } = file.value;
    const text = importProgressText(file.value);
    return c.json({ items: [{ id, state, done: counts.rows, total: rows, text }] });
  })
  .get('/:id/errors.csv', async (c) => {
    const { imports: files } = workspaceOf(c);
    const id = c.req.param('id');
    const csv = await csvOf<ImportFault>(
      ['row', 'column', 'what it holds', 'what is wrong', 'what to do', 'code'],
      ({ row, column, cell, problem: { code, message, remedy } }) => [
        String(row),
        column ?? '',
        cell ?? '',
        message,
        remedy,
        code,
      ],
      async (cursor) => await files.faults(id, CSV_PAGE, cursor),
    );
    if (!csv.ok) return problemPage(c, 'No download', csv.problem);
    return c.body(csv.value, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="import-${id.replaceAll(/\D/g, '')}-errors.csv"`,
    });
  })
  .post('/:id/dry-run', async (c) => {
    const id = c.req.param('id');
    const values = await readForm(c);
    const tried = await workspaceOf(c).imports.dryRun(id, toMapping(values));
    if (tried.ok) return c.redirect(`${HERE}/${id}`, 303);
    if (tried.problem.code === 'not_found') return missing(c);
    return importPage(c, id, refusal('mapping', tried.problem, values));
  })
  .post('/:id/start', async (c) => {
    const id = c.req.param('id');
    const started = await workspaceOf(c).imports.start(id, c.var.principal.actor);
    if (started.ok) return c.redirect(`${HERE}/${id}`, 303);
    if (started.problem.code === 'not_found') return missing(c);
    return redirectWith(c, `${HERE}/${id}`, { problem: started.problem });
  })
  .post('/:id/cancel', async (c) => {
    const id = c.req.param('id');
    const ended = await workspaceOf(c).imports.cancel(id, c.var.principal.actor);
    if (ended.ok) return redirectWith(c, `${HERE}/${id}`, { done: 'The import is cancelled.' });
    if (ended.problem.code === 'not_found') return missing(c);
    return redirectWith(c, `${HERE}/${id}`, { problem: ended.problem });
  });

async function listPage(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const cursor = c.req.query('cursor') ?? null;
  const listed = await workspaceOf(c).imports.list(PAGE, cursor);
  const data = {
    items: listed.ok ? listed.value.items : [],
    cursor,
    next: listed.ok ? listed.value.next : null,
    problem: listed.ok ? null : listed.problem,
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Imports', here: 'imports', status }, <ImportsPage data={data} />);
}

async function importPage(c: Context<AppEnv>, id: string, refused: Refused | null): Promise<Response> {
  const { imports: files } = workspaceOf(c);
  const cursor = c.req.query('cursor') ?? null;
  const [file, faults] = await Promise.all([files.get(id), files.faults(id, PAGE, cursor)]);
  if (!file.ok) return missing(c);
  const people = await namesOf(c, file.value.effect?.most.map(({ personId }) => personId) ?? []);
  const data = {
    file: file.value,
    names: new Map([...people].map(([personId, { name }]) => [personId, name])),
    faults: faults.ok ? faults.value.items : [],
    cursor,
    next: faults.ok ? faults.value.next : null,
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const options = { title: file.value.name, here: 'imports', status, live: isAtWork(file.value) } as const;
  return page(c, options, <ImportPage data={data} />);
}

/** What the form says; what it leaves out is for the workspace to refuse. */
function toMapping(values: Record<string, string>): ImportMapping {
  const columns = IMPORT_FIELDS.flatMap((field) => {
    const at = values[field] ?? '';
    return /^\d{1,3}$/.test(at) ? [[field, Number(at)] as const] : [];
  });
  const { allType = '', dates, decimals, zone = '', unknown } = values;
  return {
    columns: Object.fromEntries(columns),
    type: isSignalType(allType) ? allType : null,
    dates: dates === 'day_first' || dates === 'month_first' ? dates : null,
    decimals: decimals === 'comma' || decimals === 'dot' ? decimals : null,
    zone: zone.trim(),
    unknown: unknown === 'skip' ? 'skip' : 'refuse',
  };
}

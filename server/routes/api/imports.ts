import { createRoute, OpenAPIHono, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { AppEnv } from '#server/app-env.ts';
import { drain } from '#server/drain.ts';
import { problemResponse } from '#server/errors.ts';
import { MOST_BYTES, tooLargeFile, uploadFile } from '#server/import-file.ts';
import { answers, jsonBody } from './answers.ts';
import { importFault, importFile, mappingInput } from './import-schemas.ts';
import { invalid } from './invalid.ts';
import { listQuery } from './schemas.ts';

const id = z.object({ id: z.string() });
/** Who acts where only the admin's token is known. */
/** The borders of a form weigh something too. */
const FORM = 10_000;

/** Files of signals. */
export const importRoutes = new OpenAPIHono<AppEnv>({ defaultHook: invalid });

importRoutes.use(
  '/',
  bodyLimit({
    maxSize: MOST_BYTES + FORM,
    onError: async (c) => {
      await drain(c.req.raw);
      return problemResponse(tooLargeFile.problem);
    },
  }),
);

importRoutes
  .openapi(
    createRoute({
      method: 'get',
      path: '/',
      summary: 'Imports, newest first',
      request: { query: listQuery },
      responses: answers(z.object({ items: z.array(importFile), next: z.string().nullable() }), 'A page'),
    }),
    async (c) => {
      const { limit, cursor = null } = c.req.valid('query');
      const page = await importsOf(c).list(limit, cursor);
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/',
      summary: 'Upload a CSV file of signals: up to 20 MB and 200,000 rows; nothing is recorded yet',
      request: {
        query: z.object({ name: z.string().max(200).optional().openapi({ description: 'Of a bare file' }) }),
        body: {
          // Plain schemas: the body is read and judged by us, see `uploadedFile`.
          content: {
            'text/csv': { schema: { type: 'string' } },
            'multipart/form-data': {
              schema: {
                type: 'object',
                properties: { file: { type: 'string', format: 'binary' } },
                required: ['file'],
              },
            },
          },
        },
      },
      responses: answers(importFile, 'What the file holds, for a mapping and a dry run'),
    }),
    async (c) => {
      const { services, workspaceId } = c.var;
      const file = await uploadedFile(c);
      if (file === null) return problemResponse(noFile);
      const uploaded = await uploadFile(services, workspaceId, { ...file, by: c.var.principal.actor });
      return uploaded.ok ? c.json(uploaded.value, 200) : problemResponse(uploaded.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}',
      summary: 'One import: its columns, how far it is and what came of it',
      request: { params: id },
      responses: answers(importFile, 'The import'),
    }),
    async (c) => {
      const found = await importsOf(c).get(c.req.valid('param').id);
      return found.ok ? c.json(found.value, 200) : problemResponse(found.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'get',
      path: '/{id}/errors',
      summary: 'The rows that were refused, or would be, each with why and what to do',
      request: { params: id, query: listQuery },
      responses: answers(z.object({ items: z.array(importFault), next: z.string().nullable() }), 'A page'),
    }),
    async (c) => {
      const { limit, cursor = null } = c.req.valid('query');
      const page = await importsOf(c).faults(c.req.valid('param').id, limit, cursor);
      return page.ok ? c.json(page.value, 200) : problemResponse(page.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/dry-run',
      summary:
        'Try the file under a mapping: counts, errors by row and whom it would change; records nothing',
      request: { params: id, body: jsonBody(mappingInput) },
      responses: answers(importFile, 'The import, being checked; ask again until it is'),
    }),
    async (c) => {
      const tried = await importsOf(c).dryRun(c.req.valid('param').id, c.req.valid('json'));
      return tried.ok ? c.json(tried.value, 200) : problemResponse(tried.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/start',
      summary: 'Take the checked file; it goes on by itself, also after a restart',
      request: { params: id },
      responses: answers(importFile, 'The import, running'),
    }),
    async (c) => {
      const started = await importsOf(c).start(c.req.valid('param').id, c.var.principal.actor);
      return started.ok ? c.json(started.value, 200) : problemResponse(started.problem);
    },
  )
  .openapi(
    createRoute({
      method: 'post',
      path: '/{id}/cancel',
      summary: 'End the import where it is: its rows are deleted, what it recorded stays',
      request: { params: id },
      responses: answers(importFile, 'The import, cancelled'),
    }),
    async (c) => {
      const ended = await importsOf(c).cancel(c.req.valid('param').id, c.var.principal.actor);
      return ended.ok ? c.json(ended.value, 200) : problemResponse(ended.problem);
    },
  );

function importsOf(c: Context<AppEnv>) {
  return c.var.services.workspace(c.var.workspaceId).imports;
}

const noFile = {
  code: 'invalid_input',
  message: 'The request carries no file.',
  remedy: 'Send the CSV itself as text/csv, or a form of type multipart/form-data with it under `file`.',
  field: 'file',
} as const;

/** The file of a form, or the body itself. */
async function uploadedFile(c: Context<AppEnv>): Promise<{ name: string; bytes: Uint8Array } | null> {
  const kind = c.req.header('content-type') ?? '';
  if (kind.startsWith('multipart/form-data')) {
    const { file } = await c.req.parseBody();
    return file instanceof File ? { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } : null;
  }
  if (!kind.startsWith('text/csv')) return null;
  return { name: c.req.query('name') ?? '', bytes: new Uint8Array(await c.req.arrayBuffer()) };
}

import { z } from '@hono/zod-openapi';
import type { Result } from '#core/problem.ts';
import { problemResponse } from '#server/errors.ts';
import { problem } from './schemas.ts';

const CSV = 'text/csv';
const content = { schema: z.string().openapi({ description: 'UTF-8 with a byte order mark' }) };

/** The documented answers of an operation that gives a CSV file. */
export function csvAnswers(description: string) {
  return {
    200: { description, content: { [CSV]: content } },
    default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
  };
}

/** A list as a file to keep, sent as it is read. */
export function fileResponse(
  stream: Result<ReadableStream<Uint8Array>>,
  name: string,
  type = `${CSV}; charset=utf-8`,
): Response {
  if (!stream.ok) return problemResponse(stream.problem);
  const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
  return new Response(stream.value, { headers });
}

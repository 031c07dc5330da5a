import type { z } from '@hono/zod-openapi';
import { problem } from './schemas.ts';

/** The documented answers of an operation: one success, and problems for everything else. */
export function answers<Schema extends z.ZodType>(schema: Schema, description: string) {
  return {
    200: { description, content: { 'application/json': { schema } } },
    default: { description: 'A problem', content: { 'application/problem+json': { schema: problem } } },
  };
}

/** A JSON request body of the given shape. */
export function jsonBody<Schema extends z.ZodType>(schema: Schema) {
  return { required: true, content: { 'application/json': { schema } } };
}

import type { Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Refused } from '#server/console/parts/field.tsx';

/** Who acts in the console until people have accounts of their own. */
export const ADMIN = 'admin';

/** The texts of a form; files and repeats are no part of ours. */
export async function readForm(c: Context<AppEnv>): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** A form to show again, with why and what had been typed. */
export function refusal(form: string, problem: Problem, values: Record<string, string>): Refused {
  return { form, problem, values };
}

/** A field as text where it says something. */
export function given(values: Record<string, string>, name: string): string | null {
  const text = values[name]?.trim() ?? '';
  return text === '' ? null : text;
}

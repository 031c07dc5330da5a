import type { Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import type { Refused } from '#server/console/parts/field.tsx';

/** The texts of a form; files and repeats are no part of ours. */
export async function readForm(c: Context<AppEnv>): Promise<Record<string, string>> {
  const body = await c.req.parseBody();
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

/** A form to show again, with why and what had been typed; the log keeps why. */
export function refusal(form: string, problem: Problem, values: Record<string, string>): Refused {
  console.warn('refused', 'form', form, problem.code, problem.field ?? '');
  return { form, problem, values };
}

/** A field as text where it says something. */
export function given(values: Record<string, string>, name: string): string | null {
  const text = values[name]?.trim() ?? '';
  return text === '' ? null : text;
}

/** As `refusal`, for all that is wrong at once; null where nothing is. */
export function refusalOf(
  form: string,
  [problem, ...others]: readonly Problem[],
  values: Record<string, string>,
): Refused | null {
  return problem === undefined ? null : { ...refusal(form, problem, values), others };
}

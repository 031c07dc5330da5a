import type { Problem, Result } from '#core/problem.ts';

type Values = Record<string, string>;

const MOST = 40;

/**
 * Everything that is wrong with a form, each at its field. A check tells the first alone: what is wrong there is taken
 * as something that passes, and the rest is checked again.
 */
export function faultsIn(
  values: Values,
  check: (values: Values) => Result<unknown>,
  passing: (field: string, values: Values) => Values,
): Problem[] {
  const faults: Problem[] = [];
  let mended = values;
  while (faults.length < MOST) {
    const checked = check(mended);
    if (checked.ok) break;
    const { problem } = checked;
    const { field } = problem;
    // What nothing at a field can mend hides whatever comes after it.
    if (faults.some((fault) => fault.field === field)) break;
    faults.push(problem);
    if (field === undefined) break;
    mended = { ...mended, ...passing(field, mended) };
  }
  // A form sends its fields in the order they have on the page.
  const names = Object.keys(values);
  const placeOf = ({ field = '' }: Problem) =>
    names.findIndex((name) => name === field || name.startsWith(`${field}.`));
  return faults.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** A problem of a list with the row its form has it in: rows that are not used are left out of the list. */
export function inRow(problem: Problem, list: string, used: readonly number[]): Problem {
  const [, place, rest = ''] = new RegExp(`^${list}\\.(\\d+)(.*)$`).exec(problem.field ?? '') ?? [];
  const row = place === undefined ? undefined : used[Number(place)];
  return row === undefined ? problem : { ...problem, field: `${list}.${row}${rest}` };
}

/** The ticks of some boxes taken away. */
export function unticked(values: Values, name: string): Values {
  const ticks = Object.keys(values).filter((key) => key.startsWith(`${name}.`));
  return Object.fromEntries(ticks.map((key) => [key, '']));
}

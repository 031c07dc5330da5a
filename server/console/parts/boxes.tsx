import type { Refused } from './field.tsx';

/** What is wrong with a field, or with one of those below it, beside the field itself. */
export function FieldProblem({ name, refused }: { name: string; refused: Refused | null }) {
  if (refused === null) return null;
  const problem = [refused.problem, ...(refused.others ?? [])].find(
    ({ field }) => field === name || field?.startsWith(`${name}.`),
  );
  return problem === undefined ? null : <p class="field-problem">{problem.message}</p>;
}

interface BoxesProps {
  legend: string;
  hint?: string;
  /** Begins the name of each box: `acts` makes `acts.review`. */
  name: string;
  values: Readonly<Record<string, string>>;
  refused: Refused | null;
  choices: readonly (readonly [value: string, words: string])[];
}

/** Choices of which any number can be ticked. */
export function Boxes({ legend, hint, name, values, refused, choices }: BoxesProps) {
  return (
    <fieldset class="boxes" id={refused === null ? undefined : `${refused.form}-${name}`}>
      <legend>{legend}</legend>
      {hint === undefined ? null : <p class="hint">{hint}</p>}
      {choices.map(([value, words]) => (
        <label>
          <input
            type="checkbox"
            name={`${name}.${value}`}
            value="on"
            checked={values[`${name}.${value}`] === 'on'}
          />
          <bdi>{words}</bdi>
        </label>
      ))}
      <FieldProblem name={name} refused={refused} />
    </fieldset>
  );
}

/** The ticked of some choices; null where none is. */
export function ticked(values: Readonly<Record<string, string>>, name: string, choices: readonly string[]) {
  const chosen = choices.filter((each) => values[`${name}.${each}`] === 'on');
  return chosen.length === 0 ? null : chosen;
}

/** Ticks in the fields of a form. */
export function ticks(name: string, chosen: readonly string[] | null): Record<string, string> {
  return Object.fromEntries((chosen ?? []).map((each) => [`${name}.${each}`, 'on']));
}

import type { Child } from 'hono/jsx';
import type { Problem } from '#core/problem.ts';

/** A form that was refused: why, and what had been typed. */
export interface Refused {
  /** Which form of the page. */
  form: string;
  problem: Problem;
  /** What else is wrong, each at a field of its own. */
  others?: readonly Problem[];
  values: Record<string, string>;
}

/** What is wrong with a field. */
export function problemAt(refused: Refused | null, name: string): Problem | undefined {
  if (refused === null) return undefined;
  return [refused.problem, ...(refused.others ?? [])].find(({ field }) => field === name);
}

/** What a form shows again after a refusal, and nothing otherwise. */
export function refusedBy(refused: Refused | null, form: string): Refused | null {
  return refused?.form === form ? refused : null;
}

interface FieldProps {
  /** Prefix that makes ids unique on the page. */
  form: string;
  name: string;
  label: string;
  hint?: string;
  refused: Refused | null;
  /** What stands in the field at first. */
  value?: string;
  /** Whether what is wrong is said at the field, where several can be. */
  told?: boolean;
}

interface InputProps extends FieldProps {
  type?: string;
  required?: boolean;
  maxlength?: number;
  inputmode?: 'decimal' | 'numeric';
  autocomplete?: string;
  placeholder?: string;
  min?: string;
  max?: string;
  size?: number;
  /** The id of a datalist of what may stand here. */
  list?: string;
}

/** A labelled input that keeps what was typed; where it is at fault, it leads to the notice that says why. */
export function Field(props: InputProps) {
  const { name, label, hint, refused, value, type, required, maxlength, inputmode, placeholder, max, size } =
    props;
  const { id, invalid, described } = wiring(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        name={name}
        type={type}
        required={required}
        maxlength={maxlength}
        inputmode={inputmode}
        placeholder={placeholder}
        min={props.min}
        max={max}
        size={size}
        list={props.list}
        autocomplete={props.autocomplete ?? 'off'}
        value={refused?.values[name] ?? value ?? ''}
        aria-invalid={invalid}
        aria-describedby={described}
      />
      <Hint id={id} hint={hint} />
      <Told of={props} />
    </div>
  );
}

/** As `Field`, for text that may run over several lines. */
export function TextField(props: FieldProps & { rows?: number; required?: boolean; maxlength?: number }) {
  const { name, label, hint, refused, value, rows = 2, required, maxlength } = props;
  const { id, invalid, described } = wiring(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        required={required}
        maxlength={maxlength}
        aria-invalid={invalid}
        aria-describedby={described}
      >
        {refused?.values[name] ?? value ?? ''}
      </textarea>
      <Hint id={id} hint={hint} />
      <Told of={props} />
    </div>
  );
}

/** As `Field`, with the choices as children. */
export function SelectField(props: FieldProps & { required?: boolean; children: Child }) {
  const { name, label, hint, required, children } = props;
  const { id, invalid, described } = wiring(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} name={name} required={required} aria-invalid={invalid} aria-describedby={described}>
        {children}
      </select>
      <Hint id={id} hint={hint} />
      <Told of={props} />
    </div>
  );
}

/** The id of the notice that says why a form was refused; fields at fault point to it. */
export function problemId(form: string): string {
  return `${form}-problem`;
}

function wiring({ form, name, hint, refused, told = false }: FieldProps) {
  const id = `${form}-${name}`;
  const isAtFault = problemAt(refused, name) !== undefined;
  const why = told ? `${id}-problem` : problemId(form);
  const notes = [hint === undefined ? null : `${id}-hint`, isAtFault ? why : null];
  const described = notes.filter((note) => note !== null).join(' ');
  return {
    id,
    invalid: isAtFault ? ('true' as const) : undefined,
    described: described === '' ? undefined : described,
  };
}

function Hint({ id, hint }: { id: string; hint?: string | undefined }) {
  return hint === undefined ? null : (
    <p class="hint" id={`${id}-hint`}>
      {hint}
    </p>
  );
}

function Told({ of: { form, name, refused, told = false } }: { of: FieldProps }) {
  const problem = told ? problemAt(refused, name) : undefined;
  return problem === undefined ? null : (
    <p class="field-problem" id={`${form}-${name}-problem`}>
      {problem.message} {problem.remedy}
    </p>
  );
}

import type { Child } from 'hono/jsx';
import type { Problem } from '#core/problem.ts';

/** A form that was refused: why, and what had been typed. */
export interface Refused {
  /** Which form of the page. */
  form: string;
  problem: Problem;
  values: Record<string, string>;
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
}

interface InputProps extends FieldProps {
  type?: string;
  required?: boolean;
  maxlength?: number;
  inputmode?: 'decimal' | 'numeric';
  autocomplete?: string;
  placeholder?: string;
  max?: string;
  size?: number;
}

/** A labelled input that keeps what was typed and says what was wrong with it. */
export function Field(props: InputProps) {
  const { name, label, hint, refused, value, type, required, maxlength, inputmode, placeholder, max, size } =
    props;
  const { id, problem, described } = wiring(props);
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
        max={max}
        size={size}
        autocomplete={props.autocomplete ?? 'off'}
        value={refused?.values[name] ?? value ?? ''}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={described}
      />
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  );
}

/** As `Field`, for text that may run over several lines. */
export function TextField(props: FieldProps & { rows?: number; required?: boolean; maxlength?: number }) {
  const { name, label, hint, refused, value, rows = 2, required, maxlength } = props;
  const { id, problem, described } = wiring(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        name={name}
        rows={rows}
        required={required}
        maxlength={maxlength}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={described}
      >
        {refused?.values[name] ?? value ?? ''}
      </textarea>
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  );
}

/** As `Field`, with the choices as children. */
export function SelectField(props: FieldProps & { children: Child }) {
  const { name, label, hint, children } = props;
  const { id, problem, described } = wiring(props);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        name={name}
        aria-invalid={problem === null ? undefined : 'true'}
        aria-describedby={described}
      >
        {children}
      </select>
      <FieldNotes id={id} hint={hint} problem={problem} />
    </div>
  );
}

function wiring({ form, name, hint, refused }: FieldProps) {
  const id = `${form}-${name}`;
  const problem = refused?.problem.field === name ? refused.problem : null;
  const notes = [hint === undefined ? null : `${id}-hint`, problem === null ? null : `${id}-problem`];
  const described = notes.filter((note) => note !== null).join(' ');
  return { id, problem, described: described === '' ? undefined : described };
}

function FieldNotes({
  id,
  hint,
  problem,
}: {
  id: string;
  hint?: string | undefined;
  problem: Problem | null;
}) {
  return (
    <>
      {hint === undefined ? null : (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {problem === null ? null : (
        <p class="field-problem" id={`${id}-problem`}>
          {problem.message} {problem.remedy}
        </p>
      )}
    </>
  );
}

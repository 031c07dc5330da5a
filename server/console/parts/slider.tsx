import type { Refused } from './field.tsx';
import type { ModelField } from './model-fields.ts';

/**
 * A number of a model with a slider beside it. The number is what is sent; the slider shows only where scripts run,
 * because without them it would move nothing.
 */
export function Slider(props: {
  of: ModelField;
  value: string;
  refused: Refused | null;
  hint?: string | undefined;
  /** What the number comes to beside the others: `46 % of 130`. */
  share?: string | undefined;
}) {
  const { of, value, refused, hint, share } = props;
  const { name, label, title, unit, min, max, slider } = of;
  const problem = refused?.problem.field === name ? refused.problem : null;
  const notes = [hint === undefined ? null : `${name}-hint`, problem === null ? null : `${name}-problem`];
  return (
    <div class="slider">
      <label class="slider-label" for={name}>
        {label}
        {label === title ? null : <span class="visually-hidden">{`, ${title}`}</span>}
        {share === undefined ? null : (
          <span class="slider-share" data-share={name}>
            {share}
          </span>
        )}
      </label>
      <input
        class="slider-range"
        type="range"
        data-of={name}
        aria-label={`${title}, slider`}
        min={String(slider[0])}
        max={String(slider[1])}
        value={value}
      />
      <span class="slider-number">
        <input
          id={name}
          name={name}
          type="number"
          step="any"
          min={String(min)}
          max={String(max)}
          required
          value={value}
          aria-invalid={problem === null ? undefined : 'true'}
          aria-describedby={notes.filter((note) => note !== null).join(' ') || undefined}
        />
        <span class="slider-unit">{unit}</span>
      </span>
      {hint === undefined ? null : (
        <p class="hint slider-note" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {problem === null ? null : (
        <p class="slider-note slider-problem" id={`${name}-problem`}>
          {problem.message} {problem.remedy}
        </p>
      )}
    </div>
  );
}

/** Whether the refusal shown above a form is about one of these inputs. */
export function isAboutOne(refused: Refused | null, of: readonly ModelField[]): boolean {
  return of.some(({ name }) => name === refused?.problem.field);
}

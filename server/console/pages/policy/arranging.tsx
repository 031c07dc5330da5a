import type { Refused } from '#server/console/parts/field.tsx';
import { POLICY_PATH } from './words.ts';

/** A button that changes what is typed and nothing else; `to` is the rule the page comes back to. */
export function Arrange(props: { button: string; to: number; words: string; about: string }) {
  const { words, about } = props;
  return (
    <button
      class="button button-quiet button-small"
      type="submit"
      name="do"
      value={props.button}
      formaction={`${POLICY_PATH}/edit#rule-${props.to}`}
      formnovalidate
    >
      {words}
      <span class="visually-hidden">: {about}</span>
    </button>
  );
}

/** Why a field was refused, right below it. */
export function Fault({ name, refused }: { name: string; refused: Refused | null }) {
  const field = refused?.problem.field;
  if (field === undefined || (field !== name && !field.startsWith(`${name}.`))) return null;
  // A line of its own inside the list says it already.
  if (name.endsWith('.bands') && /\.bands\.\d+\.upTo$/.test(field)) return null;
  return <p class="field-problem">{refused?.problem.message}</p>;
}

import type { ScoreModel } from '#core/score/model.ts';
import { Becomes } from './before-after.tsx';
import { inUnit, MODEL_FIELDS, valueOf } from './model-fields.ts';

export interface ModelChange {
  /** `Half-life of loyalty`. */
  title: string;
  /** `180`, without its unit. */
  before: string;
  /** `90 days`. */
  after: string;
}

/** What is different in `after`, in the order of the editor; empty where both score alike. */
export function changesBetween(before: ScoreModel, after: ScoreModel): ModelChange[] {
  return MODEL_FIELDS.filter((each) => valueOf(before, each) !== valueOf(after, each)).map((each) => ({
    title: each.title,
    before: inUnit(valueOf(before, each), { ...each, unit: '' }),
    after: inUnit(valueOf(after, each), each),
  }));
}

const SHOWN = 6;

/** Changes as a list; the more there are, the more of them are folded away. */
export function Changes({ changes, than }: { changes: ModelChange[]; than: string }) {
  if (changes.length === 0) return <p class="quiet">The same numbers as {than}.</p>;
  const rest = changes.slice(SHOWN);
  return (
    <div class="model-changes">
      <p class="quiet">Against {than}</p>
      <ChangeList changes={changes.slice(0, SHOWN)} />
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{`${rest.length} more ${rest.length === 1 ? 'change' : 'changes'}`}</summary>
          <ChangeList changes={rest} />
        </details>
      )}
    </div>
  );
}

function ChangeList({ changes }: { changes: ModelChange[] }) {
  return (
    <ul>
      {changes.map(({ title, before, after }) => (
        <li>
          {title} <span class="quiet">{before}</span> <Becomes /> <strong>{after}</strong>
        </li>
      ))}
    </ul>
  );
}

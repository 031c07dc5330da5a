import type { ModelVersion } from '#core/score/model-version.ts';
import type { Preview } from '#core/score/preview.ts';
import { problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Changes, changesBetween } from '#server/console/parts/model-changes.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted } from '#server/console/parts/words.ts';
import { Crumbs } from './editor.tsx';
import { advocatesMoved, FlowMatrix, Standing } from './preview.tsx';

export interface PublishData {
  draft: ModelVersion;
  current: ModelVersion;
  /** What publishing would change, for everybody. */
  preview: Preview;
  refused: Refused | null;
}

/** The last look before everybody is scored by a draft. */
export function PublishPage({ data }: { data: PublishData }) {
  const { draft, current, preview, refused } = data;
  const changes = changesBetween(current.model, draft.model);
  const path = `/console/models/${draft.id}`;
  return (
    <>
      <Crumbs />
      <Heading title="Publish this draft?" lead={leadOf(preview)} />
      <div class="columns">
        <section class="card" aria-labelledby="counts">
          <h2 id="counts">Everybody, counted</h2>
          <Standing preview={preview} />
          <FlowMatrix flow={preview.flow} />
        </section>
        <div class="stack">
          <section class="card" aria-labelledby="differs">
            <h2 id="differs">What is different</h2>
            <Changes changes={changes} than={`version ${current.version}`} />
          </section>
          <form
            class="card stack-tight publish"
            id="publish"
            method="post"
            action={`${path}/publish#publish`}
          >
            {refused === null ? null : (
              <ProblemNotice problem={refused.problem} id={problemId('publish')} urgent />
            )}
            <input type="hidden" name="seen" value={String(draft.updatedAt)} />
            <TextField
              form="publish"
              name="note"
              label="Why?"
              hint="Stands in the history beside your name. At most 500 characters."
              refused={refused}
              value={draft.note}
              rows={3}
              required
            />
            <div class="actions">
              <button class="button button-main" type="submit">
                {`Publish as version ${(current.version ?? 0) + 1}`}
              </button>
              <a class="button" href={path}>
                Back to the draft
              </a>
            </div>
          </form>
        </div>
      </div>
    </>
  );
}

function leadOf({ people, flow }: Preview): string {
  if (people === 0) return 'Nobody is scored yet. Whoever comes is scored by it.';
  const { enter, leave } = advocatesMoved(flow);
  const scored = counted(people, 'person is scored', 'people are scored');
  const moved = `${counted(enter, 'becomes an advocate', 'become advocates')}, ${counted(leave, 'stops', 'stop')} being one`;
  return `${scored} anew: ${moved}. Alerts and CRM records follow.`;
}

import type { ModelVersion } from '#core/score/model-version.ts';
import type { Preview } from '#core/score/preview.ts';
import { DistributionPicture } from '#server/console/parts/distribution.tsx';
import { problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Changes, changesBetween } from '#server/console/parts/model-changes.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted } from '#server/console/parts/words.ts';
import { Discard } from './discard.tsx';
import { Crumbs } from './editor.tsx';
import { advocatesMoved, FlowMatrix, MovedPeople, movedWords, Standing } from './preview.tsx';
import { May } from '#server/console/parts/viewer.tsx';

export interface PublishData {
  draft: ModelVersion;
  current: ModelVersion;
  /** The older version whose numbers it brings back, or null. */
  again: number | null;
  /** What publishing would change, for everybody; null where the draft has the numbers people are scored by. */
  preview: Preview | null;
  refused: Refused | null;
}

/** The last look before everybody is scored by a draft. */
export function PublishPage({ data }: { data: PublishData }) {
  const { again, preview } = data;
  const title = again === null ? 'Publish this draft?' : `Publish version ${again} again?`;
  return (
    <>
      <Crumbs />
      <Heading title={title} lead={preview === null ? undefined : leadOf(preview)} />
      {preview === null ? <Unchanged data={data} /> : <Looked data={data} preview={preview} />}
    </>
  );
}

function Unchanged({ data: { draft, current } }: { data: PublishData }) {
  const message = 'Nothing would change.';
  const remedy = `The draft has the same numbers as version ${current.version}. Change one first, or discard the draft.`;
  return (
    <div class="stack">
      <ProblemNotice problem={{ message, remedy }} />
      <div class="actions">
        <a class="button" href={`/console/models/${draft.id}`}>
          Back to the draft
        </a>
        <Discard of={draft} />
      </div>
    </div>
  );
}

function Looked({ data, preview }: { data: PublishData; preview: Preview }) {
  const { draft, current } = data;
  const changes = changesBetween(current.model, draft.model);
  return (
    <div class="columns">
      <section class="card" aria-labelledby="counts">
        <h2 id="counts">Everybody, counted</h2>
        <Standing preview={preview} />
        {preview.people === 0 ? null : (
          <div class="stack">
            <MovedPeople preview={preview} />
          </div>
        )}
      </section>
      <div class="stack">
        <section class="card" aria-labelledby="differs">
          <h2 id="differs">What is different</h2>
          <Changes changes={changes} than={`version ${current.version}`} />
        </section>
        <Reason data={data} />
        {preview.people === 0 ? null : (
          <section class="card" aria-labelledby="spread">
            <h2 id="spread">How everybody spreads</h2>
            <DistributionPicture before={preview.before} after={preview.after} />
            <FlowMatrix flow={preview.flow} />
          </section>
        )}
      </div>
    </div>
  );
}

function Reason({ data: { draft, current, again, refused } }: { data: PublishData }) {
  const path = `/console/models/${draft.id}`;
  return (
    <May any={['configure']}>
      <form class="card stack-tight publish" id="publish" method="post" action={`${path}/publish#publish`}>
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
          maxlength={500}
        />
        <div class="actions">
          <button class="button button-main" type="submit">
            {`Publish as version ${(current.version ?? 0) + 1}`}
          </button>
          {again === null ? (
            <a class="button" href={path}>
              Back to the draft
            </a>
          ) : (
            <button class="button" type="submit" formaction={`${path}/discard`} formnovalidate>
              Cancel
            </button>
          )}
        </div>
      </form>
    </May>
  );
}

function leadOf({ people, flow }: Preview): string {
  if (people === 0) return 'Nobody is scored yet. Whoever comes is scored by it.';
  const { enter, leave } = advocatesMoved(flow);
  const scored = counted(people, 'person is scored', 'people are scored');
  return `${scored} anew: ${movedWords(enter, leave)}. Their CRM records follow, and Slack gets one message in all.`;
}

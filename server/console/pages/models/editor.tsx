import type { ModelVersion } from '#core/score/model-version.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { valuesOf } from '#server/console/parts/model-fields.ts';
import { When } from '#server/console/parts/when.tsx';
import { Discard } from './discard.tsx';
import { ModelFields, type ModelFormProps } from './form.tsx';
import { PreviewResult, type Seen } from './preview.tsx';
import { sharesOf } from './weights.ts';

export interface EditorData extends ModelFormProps {
  now: number;
  draft: ModelVersion;
  /** The version people are scored by now. */
  published: number;
  /** What a preview asked for without scripts found. */
  seen: Seen | null;
}

/** People looked at while sliders move: enough to see what happens, few enough to answer at once. */
export const SAMPLE = 2000;

/** A draft of the score: its numbers, and beside them what they would change. */
export function EditorPage({ data }: { data: EditorData }) {
  const { draft, published, now } = data;
  const path = `/console/models/${draft.id}`;
  return (
    <>
      <Crumbs />
      <Heading
        title="Draft of the score"
        lead={
          <>
            Nobody is scored by a draft. Drafted from version {draft.base ?? published}, saved{' '}
            <When at={draft.updatedAt} now={now} />
            {draft.base === null || draft.base === published
              ? '.'
              : `; version ${published} has been published since.`}
          </>
        }
      >
        <span class="editor-unsaved" data-unsaved hidden={!isUnsaved(data)}>
          Not saved yet
        </span>
        <button class="button button-main" type="submit" form="model">
          Save draft
        </button>
        <button class="button" type="submit" form="model" name="next" value="publish">
          Publish…
        </button>
      </Heading>
      <form class="editor" id="model" method="post" action={path} data-live={`${path}/preview/part`}>
        <div class="stack">
          <ModelFields values={data.values} refused={data.refused} />
          <Buttons path={path} published={published} />
        </div>
        <p class="editor-said" role="status" data-status></p>
        <PreviewPane path={path} data={data} />
      </form>
      <div class="editor-discard">
        <Discard of={draft} />
      </div>
    </>
  );
}

/** Whether the inputs hold what the draft does not. */
function isUnsaved({ draft, values }: EditorData): boolean {
  const saved = { ...valuesOf(draft.model), note: draft.note };
  return Object.entries(saved).some(([name, value]) => (values[name] ?? '') !== value);
}

/** What the draft would change; the page's script keeps it true while sliders move. */
function PreviewPane({ path, data: { seen, values } }: { path: string; data: EditorData }) {
  return (
    <section class="card editor-preview" id="preview" aria-labelledby="preview-title">
      <div class="card-head">
        <h2 id="preview-title">What would change</h2>
        <button
          class="button button-small"
          type="submit"
          formaction={`${path}/preview#preview`}
          name="sample"
          value="all"
          data-everybody
        >
          Look at everybody
        </button>
      </div>
      <div data-preview={String(SAMPLE)}>
        {seen === null ? (
          <p class="quiet">Press Preview to see who this draft would move.</p>
        ) : (
          <PreviewResult seen={seen} shares={sharesOf(values)} />
        )}
      </div>
    </section>
  );
}

export function Crumbs() {
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <a href="/console/models">Score model</a>
    </nav>
  );
}

function Buttons({ path, published }: { path: string; published: number }) {
  return (
    <div class="actions editor-actions">
      <button class="button button-main" type="submit">
        Save draft
      </button>
      <button
        class="button editor-look"
        type="submit"
        formaction={`${path}/preview#preview`}
        name="sample"
        value={String(SAMPLE)}
      >
        Preview
      </button>
      <button class="button" type="submit" name="next" value="back-test">
        Save and back-test
      </button>
      <button
        class="button button-quiet"
        type="submit"
        formaction={`${path}/reset`}
        formnovalidate
        name="to"
        value="published"
      >
        {`Reset to version ${published}`}
      </button>
      <button
        class="button button-quiet"
        type="submit"
        formaction={`${path}/reset`}
        formnovalidate
        name="to"
        value="default"
      >
        Reset to default
      </button>
    </div>
  );
}

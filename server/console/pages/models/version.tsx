import type { ModelOrigin, ModelVersion } from '#core/score/model-version.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, refusedBy, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Changes, changesBetween } from '#server/console/parts/model-changes.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { When } from '#server/console/parts/when.tsx';

const ORIGINS: Record<ModelOrigin, string> = {
  default: 'as it came',
  edit: 'edited by hand',
  calibration: 'fitted to who said yes',
  revert: 'an older version again',
};

/** One draft or version: who, when, why, and what it changed. */
export function Version(props: {
  version: ModelVersion;
  /** What it is read against; null for the first. */
  against: ModelVersion | null;
  now: number;
  refused: Refused | null;
}) {
  const { version: of, against, now, refused } = props;
  const isDraft = of.state === 'draft';
  const title = isDraft ? `Draft ${of.id}` : `Version ${of.version}`;
  return (
    <li class="card model-version" id={`model-${of.id}`}>
      <div class="card-head">
        <h3>{title}</h3>
        {of.state === 'current' ? <Badge tone="good">Current</Badge> : null}
        {isDraft ? <Badge tone="warm">Draft</Badge> : null}
      </div>
      <Made version={of} now={now} />
      {against === null ? null : (
        <Changes changes={changesBetween(against.model, of.model)} than={`version ${against.version}`} />
      )}
      {isDraft ? <DraftActions of={of} /> : <VersionActions of={of} refused={refused} />}
    </li>
  );
}

/** Who made it, when and why. */
export function Made({ version, now }: { version: ModelVersion; now: number }) {
  const { createdBy, publishedBy, publishedAt, updatedAt, origin, note } = version;
  return (
    <div class="model-made">
      <p class="quiet">
        <bdi>{actorTitle(publishedBy ?? createdBy)}</bdi>, <When at={publishedAt ?? updatedAt} now={now} /> ·{' '}
        {ORIGINS[origin]}
      </p>
      {note === '' ? null : (
        <p class="model-note">
          <bdi>{note}</bdi>
        </p>
      )}
    </div>
  );
}

function DraftActions({ of }: { of: ModelVersion }) {
  const path = `/console/models/${of.id}`;
  return (
    <div class="actions">
      <a class="button button-main button-small" href={path}>
        Continue<span class="visually-hidden"> with draft {of.id}</span>
      </a>
      <a class="button button-small" href={`${path}/back-test`}>
        Back-test<span class="visually-hidden"> of draft {of.id}</span>
      </a>
      <form method="post" action={`${path}/discard`}>
        <button class="button button-quiet button-small" type="submit">
          Discard<span class="visually-hidden"> draft {of.id}</span>
        </button>
      </form>
    </div>
  );
}

function VersionActions({ of, refused }: { of: ModelVersion; refused: Refused | null }) {
  const path = `/console/models/${of.id}`;
  const name = `version ${of.version}`;
  return (
    <div class="actions">
      <form method="post" action="/console/models">
        <input type="hidden" name="from" value={of.id} />
        <button class="button button-small" type="submit">
          Edit as a draft<span class="visually-hidden">: {name}</span>
        </button>
      </form>
      {of.state === 'current' ? null : (
        <>
          <a class="button button-small" href={`${path}/back-test`}>
            Back-test<span class="visually-hidden"> of {name}</span>
          </a>
          <Revert of={of} refused={refused} />
        </>
      )}
    </div>
  );
}

function Revert(props: { of: ModelVersion; refused: Refused | null }) {
  const { of } = props;
  const form = `revert-${of.version}`;
  const refused = refusedBy(props.refused, form);
  return (
    <details class="confirm" open={refused !== null}>
      <summary class="button button-small">
        Revert to this<span class="visually-hidden"> version, {of.version}</span>
      </summary>
      <form class="stack-tight" method="post" action={`/console/models/revert#model-${of.id}`}>
        {refused === null ? null : <ProblemNotice problem={refused.problem} id={problemId(form)} urgent />}
        <input type="hidden" name="version" value={String(of.version)} />
        <p>Its numbers are published again as a new version, and everybody is scored by them.</p>
        <TextField form={form} name="note" label="Why?" refused={refused} required maxlength={500} />
        <button class="button button-bad" type="submit">
          Yes, revert to version {of.version}
        </button>
      </form>
    </details>
  );
}

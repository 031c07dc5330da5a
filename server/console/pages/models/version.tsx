import type { ModelOrigin, ModelVersion } from '#core/score/model-version.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Changes, changesBetween } from '#server/console/parts/model-changes.tsx';
import { When } from '#server/console/parts/when.tsx';
import { Discard } from './discard.tsx';
import { May } from '#server/console/parts/viewer.tsx';

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
}) {
  const { version: of, against, now } = props;
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
      {isDraft ? <DraftActions of={of} /> : <VersionActions of={of} />}
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
      <Discard of={of} />
    </div>
  );
}

function VersionActions({ of }: { of: ModelVersion }) {
  const path = `/console/models/${of.id}`;
  const name = `version ${of.version}`;
  return (
    <div class="actions">
      <May any={['configure']}>
        <form method="post" action="/console/models">
          <input type="hidden" name="from" value={of.id} />
          <button class="button button-small" type="submit">
            Edit as a draft<span class="visually-hidden">: {name}</span>
          </button>
        </form>
      </May>
      {of.state === 'current' ? null : (
        <>
          <a class="button button-small" href={`${path}/back-test`}>
            Back-test<span class="visually-hidden"> of {name}</span>
          </a>
          <Revert of={of} />
        </>
      )}
    </div>
  );
}

/** Leads to the same last look as any draft: what would change is counted before it does. */
function Revert({ of }: { of: ModelVersion }) {
  return (
    <May any={['configure']}>
      <form method="post" action="/console/models/revert">
        <input type="hidden" name="from" value={of.id} />
        <button class="button button-small" type="submit">
          Revert to this<span class="visually-hidden"> version, {of.version}</span>…
        </button>
      </form>
    </May>
  );
}

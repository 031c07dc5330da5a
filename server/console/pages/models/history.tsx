import type { ModelVersion } from '#core/score/model-version.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ScoringProgress } from '#server/console/parts/sweep-progress.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { SweepProgress } from '#server/workspace/models/sweep-state.ts';
import { Made, Version } from './version.tsx';
import { ModelWords } from './words.tsx';
import { May } from '#server/console/parts/viewer.tsx';

export interface HistoryData {
  now: number;
  /** Drafts first, then versions from the newest. */
  models: ModelVersion[];
  progress: SweepProgress | null;
}

const SHOWN = 20;

/** The score as it is, what is being tried, and everything it was before. */
export function HistoryPage({ data }: { data: HistoryData }) {
  const { now, models, progress } = data;
  const drafts = models.filter(({ state }) => state === 'draft');
  const versions = models.filter(({ state }) => state !== 'draft');
  const current = versions.find(({ state }) => state === 'current');
  return (
    <>
      <Heading
        title="Score model"
        lead="How signals become a score. Try a change on your own people first; nobody is scored by it until you publish it."
      >
        <May any={['configure']}>
          <form method="post" action="/console/models">
            <button class="button button-main" type="submit">
              New draft
            </button>
          </form>
        </May>
        <May any={['configure']}>
          <form method="post" action="/console/models/calibrate">
            <button class="button" type="submit" aria-describedby="calibrate-hint">
              Calibrate
            </button>
          </form>
        </May>
        <p class="visually-hidden" id="calibrate-hint">
          Fits the weights to who said yes, as a draft
        </p>
      </Heading>
      {progress === null ? null : <ScoringProgress progress={progress} />}
      {current === undefined ? null : <Current version={current} now={now} />}
      {drafts.length === 0 ? null : (
        <section class="models" aria-labelledby="drafts">
          <h2 class="section-title" id="drafts">
            {counted(drafts.length, 'draft', 'drafts')}
          </h2>
          <ol class="stack-tight">
            {drafts.map((draft) => (
              <Version version={draft} against={baseOf(draft, versions)} now={now} />
            ))}
          </ol>
        </section>
      )}
      <Versions versions={versions} now={now} />
    </>
  );
}

function Current({ version, now }: { version: ModelVersion; now: number }) {
  return (
    <section class="card" aria-labelledby="current">
      <div class="card-head">
        <h2 id="current">
          Version {version.version} <Badge tone="good">Current</Badge>
        </h2>
        <a class="button button-small" href={`/console/models/${version.id}/back-test`}>
          How well does it find advocates?
        </a>
      </div>
      <Made version={version} now={now} />
      <ModelWords model={version.model} />
    </section>
  );
}

function Versions({ versions, now }: { versions: ModelVersion[]; now: number }) {
  const item = (version: ModelVersion, at: number) => (
    <Version version={version} against={versions[at + 1] ?? null} now={now} />
  );
  const items = versions.map(item);
  const rest = items.slice(SHOWN);
  return (
    <section class="models" aria-labelledby="versions">
      <h2 class="section-title" id="versions">
        History
      </h2>
      <ol class="stack-tight" reversed>
        {items.slice(0, SHOWN)}
      </ol>
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{counted(rest.length, 'older version', 'older versions')}</summary>
          <ol class="stack-tight">{rest}</ol>
        </details>
      )}
    </section>
  );
}

/** A draft is read against what it was drafted from. */
function baseOf(draft: ModelVersion, versions: ModelVersion[]): ModelVersion | null {
  return versions.find(({ version }) => version === draft.base) ?? null;
}

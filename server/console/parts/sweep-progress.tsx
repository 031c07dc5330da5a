import type { SweepProgress } from '#server/workspace/models/sweep-state.ts';

/** What the page's script asks to keep the bar moving. */
export const SWEEP = { id: 'model-sweep', state: 'sweeping', path: '/console/models/progress' };

/** How far everybody is scored by a model just published; the page's script keeps it moving. */
export function ScoringProgress({ progress }: { progress: SweepProgress }) {
  const text = scoringText(progress);
  return (
    <section class="card" aria-label="Scoring everybody anew">
      <div class="progress" data-progress={SWEEP.id} data-state={SWEEP.state} data-progress-path={SWEEP.path}>
        <progress
          aria-label={`Scoring by version ${progress.version}`}
          max={Math.max(1, progress.total)}
          value={Math.min(progress.done, Math.max(1, progress.total))}
        />
        <p class="progress-text" data-text>
          {text}
        </p>
        <p class="visually-hidden" aria-live="polite" data-spoken></p>
      </div>
    </section>
  );
}

/** `Scoring everybody by version 4: 43 %`. */
export function scoringText({ version, done, total }: SweepProgress): string {
  const percent = total === 0 ? 100 : Math.floor((100 * Math.min(done, total)) / total);
  return `Scoring everybody by version ${version}: ${percent} %`;
}

import type { ConnectionStatus } from '#server/connections.ts';
import { formatNumber } from './words.ts';

/** Whether an account is still to be read to its end, be it that the reading is stuck just now. */
export function isReading({ vendor, state, finishedAt }: ConnectionStatus): boolean {
  return vendor !== 'slack' && finishedAt === null && (state === 'syncing' || state === 'failing');
}

/** How far an account has been read; the page's script keeps it moving. */
export function SyncProgress({ connection }: { connection: ConnectionStatus }) {
  const { id, name, state, progress } = connection;
  const text = progressText(progress);
  return (
    <div class="progress" data-progress={id} data-state={state}>
      <progress
        aria-label={`Reading ${name}`}
        max={Math.max(1, progress.total)}
        value={Math.min(progress.done, Math.max(1, progress.total))}
      />
      <p class="progress-text" data-text>
        {text}
      </p>
      <p class="visually-hidden" aria-live="polite" data-spoken></p>
    </div>
  );
}

/** `1,200 of 5,000 records read, 24 %`. */
export function progressText({ done, total }: ConnectionStatus['progress']): string {
  if (total === 0) return 'Counting the records';
  const percent = Math.floor((100 * Math.min(done, total)) / total);
  return `${formatNumber(done)} of ${formatNumber(Math.max(done, total))} records read, ${percent} %`;
}

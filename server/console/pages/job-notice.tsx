import { Icon } from '#server/console/parts/icon.tsx';
import type { JobChangeView } from '#server/workspace/job-changes/rows.ts';
import { SettleForms } from './moves.tsx';

/** Why a person's flag ended, and what somebody may say about it. */
export function JobNotice({ jobs }: { jobs: { changes: JobChangeView[]; ended: string | null } }) {
  const { ended, changes } = jobs;
  if (ended === null) return null;
  const open = changes.find(({ kind, verdict }) => kind === 'moved' && verdict === null);
  return (
    <div class="notice notice-warm" id="job">
      <Icon name="moves" />
      <div class="stack-tight">
        <p>
          <strong>Their flag has ended.</strong> <bdi>{ended}</bdi>
        </p>
        {open === undefined ? null : (
          <SettleForms change={open} from={`/console/advocates/${open.personId}`} />
        )}
      </div>
    </div>
  );
}

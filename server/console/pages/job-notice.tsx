import { Icon } from '#server/console/parts/icon.tsx';
import type { JobChangeView } from '#server/workspace/job-changes/rows.ts';
import { SettleForms } from './moves.tsx';

interface NoticeProps {
  /** `endedBy` is the id of the change the flag ended with; null for mail that comes back. */
  jobs: { changes: JobChangeView[]; ended: string | null; endedBy: string | null };
}

/** Why a person's flag ended, and what somebody may say about it. */
export function JobNotice({ jobs: { changes, ended, endedBy } }: NoticeProps) {
  if (ended === null) return null;
  const open = changes.find(({ id, verdict }) => id === endedBy && verdict === null);
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

import type { Reward } from '#core/reward/reward.ts';
import { problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { Asked } from './asked.ts';
import { totalsText } from './totals.ts';
import { REWARDS_PATH } from './words.ts';

/** What is done with everything that is ticked. Without a script the link ticks all; with one the count is told. */
export function BulkBar(props: {
  asked: Asked;
  n: number;
  picked: readonly Reward[];
  reason: string;
  refused: Refused | null;
}) {
  const { asked, n, picked, reason, refused } = props;
  const all = linkTo(REWARDS_PATH, { ...asked, select: asked.select === null ? 'all' : null });
  return (
    <fieldset class="bulk" id="bulk">
      <legend class="visually-hidden">Decide what is selected</legend>
      {refused === null ? null : <ProblemNotice problem={refused.problem} id={problemId('bulk')} urgent />}
      <div class="bulk-picked">
        <a class="button button-small" href={all} data-all>
          {asked.select === null ? `Select ${n === 1 ? 'it' : `all ${n}`}` : 'Select none'}
        </a>
        <p class="quiet" data-picked role="status">
          {picked.length === 0
            ? `${counted(n, 'reward', 'rewards')} on this page`
            : `${picked.length} of ${n} selected: ${totalsText(picked)}`}
        </p>
      </div>
      <TextField
        form="bulk"
        name="reason"
        label="Reason"
        hint="Needed unless you approve. Proposers read it."
        refused={refused}
        value={reason}
        rows={1}
        maxlength={2000}
      />
      <div class="bulk-actions">
        <button class="button button-main" type="submit" name="decision" value="approve">
          {picked.length === 0 ? 'Approve selected' : `Approve ${picked.length}`}
        </button>
        <button class="button" type="submit" name="decision" value="change">
          Ask for a change
        </button>
        <button class="button" type="submit" name="decision" value="feedback">
          Feedback only
        </button>
        <button class="button button-bad" type="submit" name="decision" value="decline">
          Decline
        </button>
      </div>
    </fieldset>
  );
}

import type { Problem } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { counted } from '#server/console/parts/words.ts';
import { totalsText } from './totals.ts';
import { outcomeWords, REWARDS_PATH } from './words.ts';

/** What became of one reward that was decided with others. */
export type Outcome = { id: string; person: string | null } & ({ reward: Reward } | { problem: Problem });

const SHOWN = 5;

/** Which went through and what they come to, and which did not and why; `listed` are the rewards below. */
export function Results({ outcomes, listed }: { outcomes: Outcome[]; listed: ReadonlySet<string> }) {
  if (outcomes.length === 0) return null;
  const refused = outcomes.filter((each) => 'problem' in each);
  const through = outcomes.filter((each) => 'reward' in each);
  const approved = through.map(({ reward }) => reward).filter(({ state }) => state === 'approved');
  const ordered = [...refused, ...through];
  const rest = ordered.slice(SHOWN);
  return (
    <section class="card results" id="results" aria-labelledby="results-title" tabindex={-1}>
      <h2 id="results-title">
        {through.length === 0
          ? 'Nothing went through'
          : `${counted(through.length, 'decision', 'decisions')} went through`}
        {refused.length === 0 ? '' : `, ${refused.length} refused`}
      </h2>
      {approved.length === 0 ? null : (
        <p>
          Approved {approved.length}: {totalsText(approved)}
        </p>
      )}
      {refused.length === 0 ? null : <p class="quiet">{whereWords(refused, listed)}</p>}
      <Lines of={ordered.slice(0, SHOWN)} />
      {rest.length === 0 ? null : (
        <details>
          <summary>{rest.length} more</summary>
          <Lines of={rest} />
        </details>
      )}
    </section>
  );
}

/** Where what was refused is to be found now. */
function whereWords(refused: readonly Outcome[], listed: ReadonlySet<string>): string {
  const here = refused.filter(({ id }) => listed.has(id)).length;
  if (here === refused.length) return 'What was refused is as it was, and still selected below.';
  const rest = 'is not in the list below: open it by its number here';
  if (here === 0) return `What was refused ${rest}.`;
  return `What was refused and is in the list below is still selected there; the rest ${rest}.`;
}

function Lines({ of }: { of: readonly Outcome[] }) {
  return (
    <ul class="lines">
      {of.map((each) => (
        <li>
          <OutcomeBadge of={each} />
          <span class="lines-main">
            <a href={`${REWARDS_PATH}/${encodeURIComponent(each.id)}`}>
              <bdi>{each.person === null ? each.id : `${each.id}, for ${each.person}`}</bdi>
            </a>
            <span class="quiet">
              <bdi>
                {'problem' in each
                  ? `${each.problem.message} ${each.problem.remedy}`
                  : outcomeWords(each.reward)}
              </bdi>
            </span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function OutcomeBadge({ of }: { of: Outcome }) {
  if ('problem' in of) return <Badge tone="bad">Refused</Badge>;
  if (of.reward.state === 'proposed') return <Badge tone="warm">Yes kept</Badge>;
  return <Badge tone="good">Done</Badge>;
}

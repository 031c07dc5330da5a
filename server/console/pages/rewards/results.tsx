import type { Problem } from '#core/problem.ts';
import type { Reward } from '#core/reward/reward.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { counted } from '#server/console/parts/words.ts';
import { outcomeWords, REWARDS_PATH } from './words.ts';

/** What became of one reward that was decided with others. */
export type Outcome = { id: string; person: string | null } & ({ reward: Reward } | { problem: Problem });

/** Which went through, and which did not and why; those stay selected below. */
export function Results({ outcomes }: { outcomes: Outcome[] }) {
  if (outcomes.length === 0) return null;
  const refused = outcomes.filter((each) => 'problem' in each);
  const done = outcomes.length - refused.length;
  return (
    <section class="card results" id="results" aria-labelledby="results-title" tabindex={-1}>
      <h2 id="results-title">
        {done === 0 ? 'Nothing went through' : `${counted(done, 'decision', 'decisions')} went through`}
        {refused.length === 0 ? '' : `, ${refused.length} refused`}
      </h2>
      {refused.length === 0 ? null : (
        <p class="quiet">What was refused is as it was, and still selected below.</p>
      )}
      <ul class="lines">
        {[...refused, ...outcomes.filter((each) => 'reward' in each)].map((each) => (
          <li>
            <Badge tone={'problem' in each ? 'bad' : 'good'}>{'problem' in each ? 'Refused' : 'Done'}</Badge>
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
    </section>
  );
}

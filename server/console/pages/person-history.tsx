import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import { actionWords } from '#server/console/parts/words.ts';
import type { PersonDeal } from '#server/workspace/people/deals.ts';
import type { TimelineEntry } from '#server/workspace/people/timeline.ts';

/** Everything that happened, newest first. */
export function Timeline({ entries, now }: { entries: TimelineEntry[]; now: number }) {
  return (
    <section class="card" aria-labelledby="timeline">
      <h2 id="timeline">Timeline</h2>
      {entries.length === 0 ? (
        <p class="quiet">Nothing has happened yet.</p>
      ) : (
        <ol class="timeline">
          {entries.map((entry) => (
            <li class={`timeline-${entry.kind}`}>
              <p>
                {entry.kind === 'note' ? actionWords(entry.what) : entry.what}
                {entry.detail === null ? null : (
                  <span class="under">
                    <bdi>{entry.kind === 'signal' ? entry.detail : `by ${actorWords(entry.detail)}`}</bdi>
                  </span>
                )}
              </p>
              <When at={entry.at} now={now} />
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}

const OUTCOMES = { open: ['Open', 'calm'], won: ['Won', 'good'], lost: ['Lost', 'calm'] } as const;

/** The deals this person is on. */
export function Deals({ deals }: { deals: PersonDeal[] }) {
  if (deals.length === 0) return null;
  return (
    <section class="card" aria-labelledby="deals">
      <h2 id="deals">Deals</h2>
      <ul class="lines">
        {deals.map((deal) => {
          const [word, tone] = OUTCOMES[deal.outcome];
          return (
            <li>
              <span class="lines-main">
                <Outside href={deal.url}>
                  <bdi>{deal.name}</bdi>
                </Outside>
                <span class="quiet">
                  {deal.amount !== null && deal.currency !== null ? (
                    <Money amount={deal.amount} currency={deal.currency} />
                  ) : (
                    'No amount'
                  )}
                  {deal.closedAt === null ? null : (
                    <>
                      {' '}
                      · <Day at={deal.closedAt} />
                    </>
                  )}
                </span>
              </span>
              <Badge tone={tone}>{word}</Badge>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

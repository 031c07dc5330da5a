import type { Mover } from '#core/score/preview.ts';
import { Becomes, BeforeAfter } from '#server/console/parts/before-after.tsx';
import { TierBadge } from '#server/console/parts/badge.tsx';
import { counted, signed, TIER_WORDS } from '#server/console/parts/words.ts';

const SHOWN = 5;

/** People a draft moves, the farthest first, each with what moved them. */
export function Movers({ title, people, none }: { title: string; people: Mover[]; none: string }) {
  const rest = people.slice(SHOWN);
  return (
    <div class="movers">
      <h3>{title}</h3>
      {people.length === 0 ? <p class="quiet">{none}</p> : <List people={people.slice(0, SHOWN)} />}
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{counted(rest.length, 'more', 'more')}</summary>
          <List people={rest} />
        </details>
      )}
    </div>
  );
}

function List({ people }: { people: Mover[] }) {
  return (
    <ul>
      {people.map(({ personId, name, company, before, after, reasons }) => (
        <li class="mover">
          <div class="mover-head">
            <span class="mover-name">
              <a href={`/console/advocates/${encodeURIComponent(personId)}`}>
                <bdi>{name}</bdi>
              </a>
              {company === null ? null : (
                <span class="under">
                  <bdi>{company}</bdi>
                </span>
              )}
            </span>
            <strong class="mover-score">
              <BeforeAfter before={before.propensity} after={after.propensity} />
            </strong>
          </div>
          <p class="mover-why">
            {before.tier === after.tier ? (
              <TierBadge tier={after.tier} />
            ) : (
              <>
                <span class="quiet">{TIER_WORDS[before.tier]}</span> <Becomes />{' '}
                <TierBadge tier={after.tier} />
              </>
            )}{' '}
            {reasons.length === 0
              ? confidenceWords(before.confidence, after.confidence)
              : reasons.map(({ label, points }) => `${label} ${signed(points)}`).join(', ')}
          </p>
        </li>
      ))}
    </ul>
  );
}

/** Somebody may change tier with no point moved, by what counts as enough evidence. */
function confidenceWords(before: number, after: number): string {
  return before === after
    ? 'The thresholds moved'
    : `Confidence ${Math.round(before * 100)} to ${Math.round(after * 100)} %`;
}

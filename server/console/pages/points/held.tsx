import { useContext } from 'hono/jsx';
import { Badge } from '#server/console/parts/badge.tsx';
import { Currencies } from '#server/console/parts/currency.tsx';
import { useViewer } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { PersonPoints } from '#server/workspace/points/views.ts';
import { multiplierWords, pointsWords, sheetHref } from './words.ts';

/** What a person holds of each programme, where they stand, and what comes next; and where more could be given. */
export function PointsHeld({ person, points }: { person: string; points: PersonPoints[] }) {
  const programmes = useContext(Currencies).points;
  const others = useViewer().permissions.includes('manage_money')
    ? programmes.filter(({ id }) => !points.some(({ programme }) => programme.id === id))
    : [];
  if (points.length === 0 && others.length === 0) return null;
  return (
    <section class="card" id="points" aria-labelledby="points-title">
      <h2 id="points-title">Points</h2>
      <ul class="stack points-held">
        {points.map((held) => (
          <li>
            <Held held={held} />
            <p>
              <a href={sheetHref(held.programme.id, person)}>What happened to them</a>
            </p>
          </li>
        ))}
        {others.map(({ id, name }) => (
          <li>
            <a href={sheetHref(id, person)}>
              <bdi>{name}</bdi>
            </a>
            <span class="quiet"> None yet</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Held({ held }: { held: PersonPoints }) {
  const { programme, tier } = held;
  return (
    <>
      <div class="card-head">
        <h3>
          <bdi>{programme.name}</bdi>
        </h3>
        {tier === null ? null : <Badge tone={tier.neverExpires ? 'gold' : 'sea'}>{tier.name}</Badge>}
      </div>
      <PointsFacts held={held} />
    </>
  );
}

/** What somebody has to spend, and what is ahead of it. */
export function PointsFacts({ held }: { held: PersonPoints }) {
  const { available } = held;
  return (
    <>
      <p>
        <span class="score-number">{formatNumber(available)}</span>
        <span class="quiet"> to spend</span>
      </p>
      <ul class="points-facts">
        <Ahead held={held} />
        <Standing held={held} />
      </ul>
    </>
  );
}

/** What time will do to them. */
function Ahead({
  held: { unlocks, expires, owed, tier, lifetime, available, locked },
}: {
  held: PersonPoints;
}) {
  return (
    <>
      {unlocks === null ? null : (
        <li>
          {pointsWords(unlocks.points)} locked until <Day at={unlocks.at} />
          {locked === unlocks.points ? '' : `, of ${formatNumber(locked)} in all`}
        </li>
      )}
      {expires === null ? null : (
        <li>
          {pointsWords(expires.points)} expire on <Day at={expires.at} />
        </li>
      )}
      {expires === null && available > 0 ? (
        <li>{tier?.neverExpires === true ? `Never expire as ${tier.name}` : 'Do not expire'}</li>
      ) : null}
      {owed === 0 ? null : <li>{pointsWords(owed)} owed: the next earned pay for what was taken back</li>}
      <li>{formatNumber(lifetime)} ever earned</li>
    </>
  );
}

/** How long they keep their tier, and what leads to the next. */
function Standing({ held: { tier, next, downgrade } }: { held: PersonPoints }) {
  if (tier === null) return null;
  return (
    <>
      <li>
        <bdi>{tier.name}</bdi> since <Day at={tier.since} />
        {tier.until === null ? null : (
          <>
            , until <Day at={tier.until} />
          </>
        )}
        {tier.multiplier === 10_000 ? '' : `; earns ${multiplierWords(tier.multiplier)}`}
      </li>
      {next === null ? null : (
        <li>
          {pointsWords(next.missing)} to <bdi>{next.name}</bdi>
        </li>
      )}
      {downgrade === null || !downgrade.announced ? null : (
        <li class="points-warning">
          Steps down to <bdi>{downgrade.name}</bdi> after <Day at={downgrade.at} /> unless they earn{' '}
          {pointsWords(downgrade.missing)}
        </li>
      )}
    </>
  );
}

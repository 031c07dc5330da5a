import type { ChangeLine, ScoreChange } from '#core/score/change.ts';
import type { Raise } from '#core/score/raise.ts';
import { TierBadge } from '#server/console/parts/badge.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { When } from '#server/console/parts/when.tsx';
import { signed } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';

/** What moved the score within a week, in lines that add up to the move. */
export function WeekChange({ change, now }: { change: ScoreChange; now: number }) {
  const { before, after, lines } = change;
  return (
    <section class="card" aria-labelledby="week">
      <h2 id="week">Since last week</h2>
      {lines.length === 0 ? (
        <p class="quiet">Nothing new was heard, and what is known still counts the same.</p>
      ) : (
        <>
          <p>{movement(before, after)}</p>
          <Table caption="What changed" columns={[{ label: 'What' }, { label: 'Points', kind: 'number' }]}>
            {lines.map((line) => (
              <Row>
                <Cell label="What" kind="lead">
                  {line.label}
                  <Moment line={line} now={now} />
                </Cell>
                <Cell label="Points" kind="number">
                  <strong class={line.points < 0 ? 'against' : undefined}>{signed(line.points)}</strong>
                </Cell>
              </Row>
            ))}
          </Table>
        </>
      )}
    </section>
  );
}

function movement(before: number, after: number): string {
  if (before === after) return `Propensity is ${after}, as it was: what was heard and what faded even out.`;
  return `Propensity ${after > before ? 'rose' : 'fell'} from ${before} to ${after}.`;
}

function Moment({ line, now }: { line: ChangeLine; now: number }) {
  if (line.at === null) return null;
  return (
    <span class="under">
      <When at={line.at} now={now} />
    </span>
  );
}

/** What would raise the score if it happened today. */
export function Raises({ raises, person }: { raises: Raise[]; person: PersonDetail }) {
  return (
    <section class="card" aria-labelledby="raises">
      <h2 id="raises">What would raise it</h2>
      {raises.length === 0 ? (
        <p class="quiet">Nothing: the score is as high as it goes.</p>
      ) : (
        <Table
          caption="What would raise the score if it happened today"
          columns={[{ label: 'If it happened today' }, { label: 'Points', kind: 'number' }]}
        >
          {raises.map(({ label, value, points, tier }) => (
            <Row>
              <Cell label="If it happened today" kind="lead">
                {label}
                {value === null ? '' : ` ${value}`}
                {tier === person.tier || tier === 'none' ? null : (
                  <span class="under">
                    Would make them <TierBadge tier={tier} />
                  </span>
                )}
              </Cell>
              <Cell label="Points" kind="number">
                <strong>{signed(points)}</strong>
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </section>
  );
}

import type { ChangeLine, ScoreChange } from '#core/score/change.ts';
import type { Raise } from '#core/score/raise.ts';
import { DAY } from '#core/time.ts';
import { TierBadge } from '#server/console/parts/badge.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import { signed } from '#server/console/parts/words.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';

/** What was learned so long after it happened says both days: it is news, but did not happen this week. */
const LATE = 7 * DAY;

/** What moved the score within a week, in lines that add up to the move. */
export function WeekChange({ change, now }: { change: ScoreChange; now: number }) {
  const { before, after, lines, known, firstReadAt } = change;
  return (
    <section class="card" aria-labelledby="week">
      <h2 id="week">Since last week</h2>
      {!known && firstReadAt !== null ? (
        <p class="quiet">
          First read <When at={firstReadAt} now={now} />; there is no last week yet.
        </p>
      ) : lines.length === 0 ? (
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
  const { at, receivedAt } = line;
  if (at === null) return null;
  const isLate = receivedAt !== null && receivedAt - at > LATE;
  return (
    <span class="under">
      {isLate ? (
        <>
          learned <Day at={receivedAt} />, happened <Day at={at} />
        </>
      ) : (
        <When at={at} now={now} />
      )}
    </span>
  );
}

/** What would raise the score if it happened today; where too little is known for one, what would be enough. */
export function Raises({ raises, person }: { raises: Raise[]; person: PersonDetail }) {
  const { shortfall } = person;
  const isScored = shortfall === null;
  const shown = isScored ? raises : raises.filter(({ confidence }) => confidence >= shortfall.needed);
  const none = isScored
    ? 'Nothing: the score is as high as it goes.'
    : 'None of the strongest signals alone: it takes several, of different kinds.';
  const points = { label: 'Points', kind: 'number' } as const;
  return (
    <section class="card" aria-labelledby="raises">
      <h2 id="raises">{isScored ? 'What would raise it' : 'What would be enough'}</h2>
      {shown.length === 0 ? (
        <p class="quiet">{none}</p>
      ) : (
        <Table
          caption={`What would ${isScored ? 'raise the score' : 'be enough'} if it happened today`}
          columns={[{ label: 'If it happened today' }, ...(isScored ? [points] : [])]}
        >
          {shown.map((raise) => (
            <Row>
              <Cell label="If it happened today" kind="lead">
                <Step raise={raise} person={person} />
              </Cell>
              {isScored ? (
                <Cell label="Points" kind="number">
                  <strong>{signed(raise.points)}</strong>
                </Cell>
              ) : null}
            </Row>
          ))}
        </Table>
      )}
    </section>
  );
}

function Step({ raise: { label, value, tier }, person }: { raise: Raise; person: PersonDetail }) {
  return (
    <>
      {label}
      {value === null ? '' : ` ${value}`}
      {tier === person.tier || tier === 'none' ? null : (
        <span class="under">
          Would make them <TierBadge tier={tier} />
        </span>
      )}
    </>
  );
}

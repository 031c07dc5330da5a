import { PointsBar } from '#server/console/parts/bars.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { signed } from '#server/console/parts/words.ts';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';

/** The score opened into the people it is made of, whose points add up to it. */
export function AccountReasons({ account }: { account: AccountDetail }) {
  const { propensity, lines, people } = account;
  if (propensity === null) return null;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const most = Math.max(1, ...lines.map(({ points }) => points));
  return (
    <section class="card" aria-labelledby="reasons">
      <h2 id="reasons">Why {propensity}</h2>
      <Table
        caption="People the score is made of, the weightiest first"
        columns={[
          { label: 'Person' },
          { label: 'Weight', kind: 'wide' },
          { label: 'Points', kind: 'number' },
        ]}
      >
        {lines.map((line) => (
          <Row>
            <Cell label="Person" kind="lead">
              <a href={`/console/advocates/${line.personId}`}>
                <bdi>{names.get(line.personId) ?? ''}</bdi>
              </a>
              <span class="under">
                {line.weight} % of {line.propensity}
              </span>
            </Cell>
            <Cell label="Weight" kind="wide">
              <PointsBar points={line.points} most={most} twoSided={false} />
            </Cell>
            <Cell label="Points" kind="number">
              <strong>{signed(line.points)}</strong>
            </Cell>
          </Row>
        ))}
      </Table>
      <p class="sum">
        All lines together <strong>{propensity}</strong>
      </p>
    </section>
  );
}

import { TIERS } from '#core/score/tier.ts';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { counted, formatNumber, TIER_WORDS } from '#server/console/parts/words.ts';
import type { ImportEffect } from '#server/workspace/imports/import.ts';

interface EffectProps {
  effect: ImportEffect;
  /** The people of `most`, by id; who is gone is left out. */
  names: ReadonlyMap<string, string>;
  isTrial: boolean;
}

/** Whom an import changes: how many, whose score moves most, and between which tiers. */
export function Effect({ effect, names, isTrial }: EffectProps) {
  const { people, changed, rise, fall } = effect;
  const who = counted(people, 'person', 'people');
  return (
    <>
      <p>
        {isTrial ? `It tells of ${who}: ` : `When it was checked it told of ${who}: `}
        {`${formatNumber(changed)} would get another score, `}
        {`${formatNumber(rise)} would rise to a higher tier, ${formatNumber(fall)} would fall to a lower one.`}
      </p>
      <Most most={effect.most} names={names} />
      {rise + fall === 0 ? null : <ByTier effect={effect} />}
    </>
  );
}

function Most({ most, names }: { most: ImportEffect['most']; names: ReadonlyMap<string, string> }) {
  const known = most.filter(({ personId }) => names.has(personId));
  if (known.length === 0) return null;
  return (
    <Table
      caption="Scores that change most"
      columns={[
        { label: 'Who' },
        { label: 'Score now', kind: 'number' },
        { label: 'Score then', kind: 'number' },
      ]}
    >
      {known.map(({ personId, before, after }) => (
        <Row>
          <Cell label="Who" kind="lead">
            <a href={`/console/advocates/${personId}`}>
              <bdi>{names.get(personId)}</bdi>
            </a>
          </Cell>
          <Cell label="Score now" kind="number">
            {formatNumber(before)}
          </Cell>
          <Cell label="Score then" kind="number">
            {formatNumber(after)}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

function ByTier({ effect: { before, after } }: { effect: ImportEffect }) {
  return (
    <Table
      caption="People of the file by tier"
      columns={[{ label: 'Tier' }, { label: 'Before', kind: 'number' }, { label: 'After', kind: 'number' }]}
    >
      {TIERS.toReversed().map((tier) => (
        <Row>
          <Cell label="Tier" kind="lead">
            {TIER_WORDS[tier]}
          </Cell>
          <Cell label="Before" kind="number">
            {formatNumber(before[tier])}
          </Cell>
          <Cell label="After" kind="number">
            {formatNumber(after[tier])}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

import type { ModelVersion } from '#core/score/model-version.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { formatDay } from '#server/console/parts/ago.ts';
import { Bar } from '#server/console/parts/bars.tsx';
import { BeforeAfter } from '#server/console/parts/before-after.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { formatNumber, PILLAR_WORDS } from '#server/console/parts/words.ts';
import type { HeldOut } from '#server/workspace/models/kept-calibration.ts';
import { dates } from './dates.ts';

interface Props {
  draft: ModelVersion;
  current: ModelVersion;
  heldOut: HeldOut | null;
}

/** Weights fitted to who said yes beside those that hold now. */
export function Fitted({ draft, current, heldOut }: Props) {
  const most = Math.max(1, ...PILLARS.map((pillar) => draft.model.pillars[pillar].weight));
  return (
    <section class="card fitted" aria-labelledby="fitted">
      <h2 id="fitted">Weights fitted to who said yes</h2>
      <p class="quiet">
        Nothing is applied: people stay scored by version {current.version} until somebody publishes this
        draft.
      </p>
      <p class="quiet">{heldOut === null ? FLATTERED : tested(heldOut)}</p>
      <Table
        caption="Weight of each pillar, published and in this draft"
        columns={[
          { label: 'Pillar' },
          { label: 'Weight', kind: 'number' },
          { label: 'In this draft', kind: 'wide' },
        ]}
      >
        {PILLARS.map((pillar) => {
          const after = draft.model.pillars[pillar].weight;
          return (
            <Row>
              <Cell label="Pillar" kind="lead">
                {PILLAR_WORDS[pillar]}
              </Cell>
              <Cell label="Weight" kind="number">
                <span>
                  <BeforeAfter before={current.model.pillars[pillar].weight} after={after} />
                </span>
              </Cell>
              <Cell label="In this draft" kind="wide">
                <span class="single">
                  <Bar percent={(100 * after) / most} />
                </span>
              </Cell>
            </Row>
          );
        })}
      </Table>
    </section>
  );
}

const FLATTERED =
  'What follows is a new test of the draft as it is now; some of its months are those the weights were learned from, which flatters it.';

function tested({ fit, testedAt }: HeldOut): string {
  const learned = `Learned from ${dates(fit.cutoffs)}: ${formatNumber(fit.people)} scores of people, ${formatNumber(fit.advocated)} of them followed by an act.`;
  return `${learned} Tested on ${formatDay(testedAt)}, on months it did not learn from; what follows is about those only.`;
}

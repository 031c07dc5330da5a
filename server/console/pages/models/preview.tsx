import type { Problem } from '#core/problem.ts';
import type { Preview } from '#core/score/preview.ts';
import { TIERS, type Tier } from '#core/score/tier.ts';
import { BeforeAfter } from '#server/console/parts/before-after.tsx';
import { DistributionPicture } from '#server/console/parts/distribution.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted, formatNumber, TIER_WORDS } from '#server/console/parts/words.ts';
import { Movers } from './movers.tsx';

export type Seen = { ok: true; value: Preview } | { ok: false; problem: Problem };

/** What a draft would change, or why it cannot be told; the script of the editor puts it in its place. */
export function PreviewResult({ seen }: { seen: Seen }) {
  if (!seen.ok) {
    const { problem } = seen;
    return (
      <div data-fault={problem.field}>
        <p class="visually-hidden" data-said>{`No preview: ${problem.message} ${problem.remedy}`}</p>
        <ProblemNotice problem={problem} />
      </div>
    );
  }
  const preview = seen.value;
  return (
    <div class="stack-tight">
      <p class="preview-said" data-said>
        {saidOf(preview)}
      </p>
      {preview.people === 0 ? (
        <p class="quiet">
          Nobody is scored yet. <a href="/console/connections">Connect a CRM</a>, and this shows what a draft
          would change before anybody is touched by it.
        </p>
      ) : (
        <>
          <Standing preview={preview} />
          <DistributionPicture before={preview.before} after={preview.after} />
          <FlowMatrix flow={preview.flow} />
          <Movers title="Become advocates" people={preview.entering} none="Nobody becomes an advocate." />
          <Movers title="Stop being advocates" people={preview.leaving} none="Nobody stops being one." />
          <Movers title="Biggest moves" people={preview.movers} none="Nobody's score moves." />
        </>
      )}
    </div>
  );
}

/** `14 become advocates, 3 stop being one; looked at 2,000 of 5,000 people.` */
function saidOf(preview: Preview): string {
  const { people, of } = preview;
  if (people === 0) return 'There is nobody to look at yet.';
  const { enter, leave } = advocatesMoved(preview.flow);
  const looked =
    people < of
      ? `Looked at ${formatNumber(people)} of ${counted(of, 'person', 'people')}`
      : of === 1
        ? 'Looked at the one person there is'
        : `Looked at all ${formatNumber(of)} people`;
  return `${looked}: ${counted(enter, 'becomes an advocate', 'become advocates')}, ${counted(leave, 'stops', 'stop')} being one.`;
}

/** How many become advocates or champions and how many stop being one; whole, where the lists are cut. */
export function advocatesMoved(flow: Preview['flow']): { enter: number; leave: number } {
  const moved = { enter: 0, leave: 0 };
  for (const from of TIERS) {
    for (const to of TIERS) {
      if (!speaks(from) && speaks(to)) moved.enter += flow[from][to];
      if (speaks(from) && !speaks(to)) moved.leave += flow[from][to];
    }
  }
  return moved;
}

function speaks(tier: Tier): boolean {
  return tier === 'advocate' || tier === 'champion';
}

/** The three counts somebody wants first. */
export function Standing({ preview }: { preview: Preview }) {
  const { enter, leave } = advocatesMoved(preview.flow);
  return (
    <dl class="standing">
      <div>
        <dt>Enter</dt>
        <dd>{formatNumber(enter)}</dd>
      </div>
      <div>
        <dt>Leave</dt>
        <dd>{formatNumber(leave)}</dd>
      </div>
      <div>
        <dt>Not enough data</dt>
        <dd>
          <BeforeAfter {...preview.unsure} />
        </dd>
      </div>
    </dl>
  );
}

/** How many go from each tier to each. */
export function FlowMatrix({ flow }: { flow: Preview['flow'] }) {
  const tiers = TIERS.toReversed();
  return (
    <div class="matrix-frame" role="region" aria-label="From tier to tier" tabindex={0}>
      <h3>From tier to tier</h3>
      <p class="hint">Rows: the tier people have now. Columns: with this draft.</p>
      <table class="figures matrix">
        <caption class="visually-hidden">
          People by the tier they have now, in rows, and the one they would have, in columns
        </caption>
        <thead>
          <tr>
            <td></td>
            {tiers.map((to) => (
              <th scope="col">{TIER_WORDS[to]}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tiers.map((from) => (
            <tr>
              <th scope="row">{TIER_WORDS[from]}</th>
              {tiers.map((to) => (
                <td class={cellClass(from, to, flow[from][to])}>{formatNumber(flow[from][to])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function cellClass(from: Tier, to: Tier, n: number): string {
  if (n === 0) return 'matrix-none';
  if (from === to) return 'matrix-stays';
  return TIERS.indexOf(to) > TIERS.indexOf(from) ? 'matrix-rises' : 'matrix-falls';
}

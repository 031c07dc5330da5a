import type { Problem } from '#core/problem.ts';
import type { Preview } from '#core/score/preview.ts';
import { TIERS, type Tier } from '#core/score/tier.ts';
import { BeforeAfter } from '#server/console/parts/before-after.tsx';
import { DistributionPicture } from '#server/console/parts/distribution.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted, formatNumber, TIER_WORDS } from '#server/console/parts/words.ts';
import { Movers } from './movers.tsx';

/** A look at a draft: what it would change, null where it changes nothing; or why that cannot be told. */
export type Seen =
  | { ok: true; value: Preview | null; warning?: string | null }
  | { ok: false; problem: Problem };

/** What a draft would change, or why it cannot be told; the script of the editor puts it in its place. */
export function PreviewResult({ seen, shares = {} }: { seen: Seen; shares?: Record<string, string> }) {
  return (
    <>
      <ul hidden>
        {Object.entries(shares).map(([name, share]) => (
          <li data-share-of={name}>{share}</li>
        ))}
      </ul>
      {seen.ok ? (
        <Changed preview={seen.value} warning={seen.warning ?? null} />
      ) : (
        <div data-fault={seen.problem.field ?? ''}>
          <p
            class="visually-hidden"
            data-said
          >{`No preview: ${seen.problem.message} ${seen.problem.remedy}`}</p>
          <ProblemNotice problem={seen.problem} />
        </div>
      )}
    </>
  );
}

function Changed({ preview, warning }: { preview: Preview | null; warning: string | null }) {
  if (preview === null) {
    return (
      <p data-said>
        <strong>Nothing changed yet.</strong> Move a slider to see whom it would move.
      </p>
    );
  }
  return (
    <div class="stack-tight">
      <p class="preview-said" data-said>
        {saidOf(preview)}
      </p>
      {warning === null ? null : <p class="preview-warning">{warning}</p>}
      {preview.people === 0 ? (
        <p class="quiet">
          Nobody is scored yet. <a href="/console/connections">Connect a CRM</a>, and this shows what a draft
          would change before anybody is touched by it.
        </p>
      ) : (
        <>
          <Standing preview={preview} />
          <MovedPeople preview={preview} />
          <DistributionPicture before={preview.before} after={preview.after} />
          <FlowMatrix flow={preview.flow} />
        </>
      )}
    </div>
  );
}

/** Whom a draft moves, by name. */
export function MovedPeople({ preview }: { preview: Preview }) {
  return (
    <>
      <Movers title="Become advocates" people={preview.entering} none="Nobody becomes an advocate." />
      <Movers title="Stop being advocates" people={preview.leaving} none="Nobody stops being one." />
      <Movers title="Biggest moves" people={preview.movers} none="Nobody's score moves." />
    </>
  );
}

/** `About 35 of all 5,000 people become advocates, 8 stop being one; counted in a sample of 2,000.` */
function saidOf(preview: Preview): string {
  const { people, of } = preview;
  if (people === 0) return 'There is nobody to look at yet.';
  const { enter, leave } = advocatesMoved(preview.flow);
  if (people === of) {
    const looked =
      of === 1 ? 'Looked at the one person there is' : `Looked at all ${formatNumber(of)} people`;
    return `${looked}: ${movedWords(enter, leave)}.`;
  }
  const all = (n: number) => ofAll(preview, n);
  const moved = `About ${formatNumber(all(enter))} of all ${formatNumber(of)} people become advocates`;
  return `${moved}, about ${formatNumber(all(leave))} stop being one: counted in a sample of ${formatNumber(people)}.`;
}

/** `4 become advocates, 1 stops being one`. */
export function movedWords(enter: number, leave: number): string {
  return `${counted(enter, 'becomes an advocate', 'become advocates')}, ${counted(leave, 'stops', 'stop')} being one`;
}

/** How many of all so many of those looked at stand for. */
function ofAll({ people, of }: Preview, n: number): number {
  return Math.round((n * of) / people);
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
        <dd>
          <Count n={enter} preview={preview} />
        </dd>
      </div>
      <div>
        <dt>Leave</dt>
        <dd>
          <Count n={leave} preview={preview} />
        </dd>
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

function Count({ n, preview }: { n: number; preview: Preview }) {
  if (preview.people === preview.of) return <>{formatNumber(n)}</>;
  return (
    <>
      {formatNumber(n)} <span class="under">about {formatNumber(ofAll(preview, n))} of all</span>
    </>
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

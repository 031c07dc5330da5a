import type { Distribution } from '#core/score/preview.ts';
import { formatNumber } from './words.ts';

const BAND = 20;
const HEIGHT = 100;

/** How people spread over the score, now and then: pairs of bars, with the same counts as a table behind them. */
export function DistributionPicture({ before, after }: { before: Distribution; after: Distribution }) {
  const most = Math.max(1, ...before, ...after);
  return (
    <figure class="distribution">
      <figcaption>
        <span class="legend">
          <span class="key key-before" aria-hidden="true"></span> Now
        </span>
        <span class="legend">
          <span class="key key-after" aria-hidden="true"></span> With this draft
        </span>
      </figcaption>
      <svg
        viewBox={`0 0 ${BAND * before.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label="People by propensity, now and with this draft; the numbers are in the table below"
      >
        {before.map((n, band) => (
          <>
            <Column x={band * BAND + 2} n={n} most={most} tone="before" />
            <Column x={band * BAND + 10} n={after[band] ?? 0} most={most} tone="after" />
          </>
        ))}
        <rect class="bar-axis" y={HEIGHT - 1} width={BAND * before.length} height="1" />
      </svg>
      <p class="axis" aria-hidden="true">
        {[0, 25, 50, 75, 100].map((mark) => (
          <span>{mark}</span>
        ))}
      </p>
      <p class="hint">
        People by propensity. Heights follow the square root, so that a band with few people still shows.
      </p>
      <details class="more">
        <summary>The same in numbers</summary>
        <Bands before={before} after={after} />
      </details>
    </figure>
  );
}

function Column({ x, n, most, tone }: { x: number; n: number; most: number; tone: 'before' | 'after' }) {
  const height = n === 0 ? 0 : Math.max(1.5, Math.sqrt(n / most) * HEIGHT);
  return <rect class={`column-${tone}`} x={x} y={HEIGHT - height} width="8" height={height} />;
}

function Bands({ before, after }: { before: Distribution; after: Distribution }) {
  return (
    <table class="figures">
      <caption class="visually-hidden">People by propensity</caption>
      <thead>
        <tr>
          <th scope="col">Propensity</th>
          <th scope="col">Now</th>
          <th scope="col">With this draft</th>
        </tr>
      </thead>
      <tbody>
        {before.map((n, band) => (
          <tr>
            <th scope="row">{`${band * 5} to ${band === before.length - 1 ? 100 : band * 5 + 4}`}</th>
            <td>{formatNumber(n)}</td>
            <td>{formatNumber(after[band] ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

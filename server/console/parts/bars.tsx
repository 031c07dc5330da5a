/** A bar filled to `percent`. The number stands beside it in text, so the bar itself says nothing to a reader. */
export function Bar({ percent, tone = 'sea' }: { percent: number; tone?: string }) {
  return (
    <svg class={`bar bar-${tone}`} aria-hidden="true">
      <rect class="bar-track" width="100%" height="100%" />
      <rect class="bar-fill" width={`${clamp(percent)}%`} height="100%" />
    </svg>
  );
}

/** Points for or against, drawn from a middle line; `most` is the longest bar of its table. */
export function PointsBar({ points, most }: { points: number; most: number }) {
  const half = most === 0 ? 0 : (Math.abs(points) / most) * 50;
  return (
    <svg class="bar points-bar" aria-hidden="true">
      <rect class="bar-axis" x="50%" width="1" height="100%" />
      <rect
        class={points < 0 ? 'bar-against' : 'bar-for'}
        x={`${points < 0 ? 50 - half : 50}%`}
        width={`${half}%`}
        height="100%"
      />
    </svg>
  );
}

/** Shares of a whole side by side. */
export function SharesBar({ shares }: { shares: { name: string; n: number }[] }) {
  const total = shares.reduce((sum, share) => sum + share.n, 0);
  let x = 0;
  return (
    <svg class="bar shares-bar" aria-hidden="true">
      <rect class="bar-track" width="100%" height="100%" />
      {shares.map(({ name, n }) => {
        const width = total === 0 ? 0 : (n / total) * 100;
        const rect = <rect class={`share-${name}`} x={`${x}%`} width={`${width}%`} height="100%" />;
        x += width;
        return rect;
      })}
    </svg>
  );
}

function clamp(percent: number): number {
  return Math.min(100, Math.max(0, Math.round(percent * 10) / 10));
}

/** A bar filled to `percent`. The number stands beside it in text, so the bar itself says nothing to a reader. */
export function Bar({ percent, tone = 'sea' }: { percent: number; tone?: string }) {
  return (
    <svg class={`bar bar-${tone}`} aria-hidden="true">
      <rect class="bar-track" width="100%" height="100%" />
      <rect class="bar-fill" width={`${clamp(percent)}%`} height="100%" />
    </svg>
  );
}

/** Points for or against; `most` is the longest bar of its table, `twoSided` draws from a middle line. */
export function PointsBar({ points, most, twoSided }: { points: number; most: number; twoSided: boolean }) {
  const full = twoSided ? 50 : 100;
  const length = (Math.abs(points) / most) * full;
  const axis = twoSided ? 50 : 0;
  return (
    <svg class="bar points-bar" aria-hidden="true">
      <rect
        class={points < 0 ? 'bar-against' : 'bar-for'}
        x={`${points < 0 ? axis - length : axis}%`}
        width={`${length}%`}
        height="100%"
      />
      <rect class="bar-axis" x={`${axis}%`} width="1" height="100%" />
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

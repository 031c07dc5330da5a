/** Points of an NPS answer (0..10): promoters strongly for, passives slightly, detractors against. */
export function npsPoints(value: number | null): number {
  if (value === null || Number.isNaN(value)) return 0;
  if (value >= 9) return value >= 10 ? 70 : 60;
  if (value >= 7) return value >= 8 ? 20 : 10;
  if (value >= 5) return -20;
  return value >= 3 ? -40 : -60;
}

/** Points of a satisfaction answer (0..5), half as strong as NPS: it is about one moment. */
export function csatPoints(value: number | null): number {
  if (value === null || Number.isNaN(value)) return 0;
  if (value >= 4) return value >= 5 ? 30 : 20;
  if (value >= 3) return 5;
  return value >= 2 ? -15 : -30;
}

/** Points of a public review; without a rating (1..5) it counts as a kind one. */
export function reviewPoints(value: number | null): number {
  if (value === null || Number.isNaN(value) || value >= 4) return 45;
  return value >= 3 ? 15 : -40;
}

/** Points of one usage reading (0..100), small because readings repeat: 20 at full use, none at 30, against below. */
export function usagePoints(value: number | null): number {
  if (value === null || Number.isNaN(value)) return 0;
  return ((Math.min(100, Math.max(0, value)) - 30) * 20) / 70;
}

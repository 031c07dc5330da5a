/**
 * How much of a signal's strength a value is worth: 1 is all of it, below zero counts against. Never NaN.
 * Strengths are the model's; shapes say only what a value means.
 */
export type Shape = (value: number | null) => number;

/** An NPS answer (0..10): promoters strongly for, passives slightly, detractors against. */
export const npsShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  if (value >= 9) return value >= 10 ? 1 : 6 / 7;
  if (value >= 7) return value >= 8 ? 2 / 7 : 1 / 7;
  if (value >= 5) return -2 / 7;
  return value >= 3 ? -4 / 7 : -6 / 7;
};

/** A satisfaction answer (0..5). */
export const csatShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  if (value >= 4) return value >= 5 ? 1 : 2 / 3;
  if (value >= 3) return 1 / 6;
  return value >= 2 ? -1 / 2 : -1;
};

/** A customer-effort answer (1 hard .. 7 easy); the middle says nothing. */
export const cesShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(-1, (value - 4) / 3));
};

/** The mood of a call or a message (-1..1), as a transcript service gives it. */
export const sentimentShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(-1, value));
};

/** A public review; without a rating (1..5) it counts as a kind one. */
export const reviewShape: Shape = (value) => {
  if (value === null || Number.isNaN(value) || value >= 4) return 1;
  return value >= 3 ? 1 / 3 : -8 / 9;
};

/** One usage reading (0..100): nothing at 30, against below. */
export const usageShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  return (Math.min(100, Math.max(0, value)) - 30) / 70;
};

/** Years as a customer: five say all that staying can say. */
export const tenureShape: Shape = (value) => {
  if (value === null || Number.isNaN(value)) return 0;
  return Math.min(1, Math.max(0, value / 5));
};

import type { Mover, Preview } from '#core/score/preview.ts';

export const HOSTILE = `"><img src=x onerror=alert(1)><script>alert(2)</script>`;

/** Somebody a draft lifts from candidate to advocate. */
export function mover(change: Partial<Mover> = {}): Mover {
  return {
    personId: '7',
    name: 'Maya Chen',
    company: 'Acme',
    before: { propensity: 41, confidence: 0.6, tier: 'candidate' },
    after: { propensity: 63, confidence: 0.6, tier: 'advocate' },
    reasons: [
      { label: 'Reference call', points: 24 },
      { label: 'Complaint', points: -2 },
    ],
    ...change,
  };
}

const band = (counts: Record<number, number>) => Array.from({ length: 20 }, (_, at) => counts[at] ?? 0);

/** A draft that makes two advocates and one champion, and takes one advocate away. */
export function preview(change: Partial<Preview> = {}): Preview {
  return {
    at: 0,
    people: 2000,
    of: 5000,
    before: band({ 0: 1900, 8: 60, 12: 40 }),
    after: band({ 0: 1890, 8: 50, 12: 60 }),
    flow: {
      none: { none: 1890, candidate: 6, advocate: 2, champion: 0 },
      candidate: { none: 0, candidate: 50, advocate: 1, champion: 1 },
      advocate: { none: 0, candidate: 1, advocate: 39, champion: 4 },
      champion: { none: 0, candidate: 0, advocate: 0, champion: 6 },
    },
    unsure: { before: 120, after: 95 },
    entering: [mover()],
    leaving: [],
    movers: [],
    ...change,
  };
}

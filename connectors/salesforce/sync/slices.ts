/** Rows of one step: several steps may be handed to a workspace together, which takes two megabytes at a time. */
const STEP = 100;

/** Pieces of a page in their order, each with how many rows of the page end with it. */
export function slices<T>(rows: readonly T[]): { rows: T[]; end: number }[] {
  return Array.from({ length: Math.ceil(rows.length / STEP) }, (_, index) => {
    const end = Math.min(rows.length, (index + 1) * STEP);
    return { rows: rows.slice(index * STEP, end), end };
  });
}

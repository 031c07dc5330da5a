/** One measured claim, with what it is measured against in the same run. */
export interface Figure {
  what: string;
  figure: string;
  target: string;
  /** The peer or baseline, or how it was measured. */
  beside: string;
  reached: boolean;
}

/** A measurement by name; it cleans up after itself. */
export interface Row {
  name: string;
  /** At `scale` 1 for figures to quote, below it to see that it works. */
  measure(scale: number): Promise<Figure[]>;
}

/** A whole number with thousands apart. */
export function whole(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

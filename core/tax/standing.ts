/** How near somebody is to what is reported to a tax office: over it, over once what is approved is paid, or near. */
export type TaxStanding = 'over' | 'coming' | 'near';

/** From which share of the threshold on somebody is near it. */
export const NEAR = 0.8;

/** Where somebody stands by what counts towards a report (minor units); null far below, or where there is no limit. */
export function taxStanding(paid: number, owed: number, threshold: number | null): TaxStanding | null {
  if (threshold === null) return null;
  if (paid >= threshold) return 'over';
  if (paid + owed >= threshold) return 'coming';
  return paid + owed >= threshold * NEAR ? 'near' : null;
}

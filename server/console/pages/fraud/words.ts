import type { HoldState } from '#core/fraud/hold.ts';

export const FRAUD_PATH = '/console/fraud';

export const HOLD_WORDS: Record<HoldState, string> = {
  open: 'Open',
  cleared: 'Cleared',
  confirmed: 'Confirmed',
  lapsed: 'Lapsed',
};

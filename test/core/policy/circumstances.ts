import type { Circumstances } from '#core/policy/policy.ts';

/** Somebody rewarded before, with nothing else to look at. */
export const KNOWN: Circumstances = {
  trust: 'known',
  isFirst: false,
  worth: null,
  automatic: 0,
  isAuthors: false,
};

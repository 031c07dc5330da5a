import type { DifferenceKind } from '#core/fulfilment/reconcile.ts';
import type { FulfilmentState } from '#core/fulfilment/state.ts';

export const FULFILMENT_PATH = '/console/fulfilment';

export const FULFILMENT_WORDS: Record<FulfilmentState, string> = {
  ordering: 'Ordering',
  ordered: 'Ordered',
  sent: 'Sent',
  delivered: 'Delivered',
  unclaimed: 'Not claimed',
  failed: 'Failed',
  returned: 'Money came back',
  cancelled: 'Void',
};

export const DIFFERENCE_WORDS: Record<DifferenceKind, string> = {
  missing_at_provider: 'Paid in our books, not in theirs',
  void_at_provider: 'Paid in our books, void in theirs',
  unknown_to_us: 'Paid in their books, not in ours',
  other_amount: 'Different amounts',
  other_currency: 'Different currencies',
  double: 'Paid twice',
};

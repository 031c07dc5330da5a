/** What the catalogue and the tax settings are asked to keep, by the path it is sent to. */
export const CATALOGUE_BODIES: Record<string, unknown> = {
  '/v1/catalogue/{id}': {
    name: 'Gift card, $50',
    kind: 'gift_card',
    price: 5000,
    currency: 'USD',
    taxClass: 'cash_equivalent',
    disclosure: 'I was given a gift card for this.',
    by: 'zoe',
  },
  '/v1/catalogue/{id}/archive': { archived: false, by: 'zoe' },
  '/v1/tax/settings': { us_1099_threshold: [{ from: '2000-01-01', value: 600_00 }], by: 'zoe' },
};

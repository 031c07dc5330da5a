import type { FulfilmentProvider } from '#server/fulfilment/provider.ts';

/** A person of the company hands it over and says so, with proof; until then nothing has left. */
export const manual: FulfilmentProvider = {
  name: 'manual',
  objection: () => null,
  order: () =>
    Promise.resolve({
      ok: true,
      value: { reference: null, item: null, state: 'ordered', paid: false, words: null, expiresAt: null },
    }),
  status: () => Promise.resolve({ ok: true, value: null }),
  cancel: () => Promise.resolve({ ok: true, value: 'unsaid' }),
  list: () => Promise.resolve({ ok: true, value: null }),
  test: () => Promise.resolve({ ok: true, value: 'A person ticks each reward once it is handed over.' }),
};

import { jsx } from 'hono/jsx';
import { describe, expect, it } from 'vitest';
import { Currencies, CurrencyField, type CurrencyChoices } from '#server/console/parts/currency.tsx';
import { markup } from '../markup.ts';

const CHOICES = { inUse: ['EUR', 'USD'], points: [{ id: 'club', name: 'Customer <club>' }] };

async function field(
  props: { value: string; of: 'money' | 'points' | 'thanks'; none?: string },
  choices: CurrencyChoices = CHOICES,
): Promise<string> {
  const element = jsx(CurrencyField, { form: 'f', name: 'currency', refused: null, ...props });
  return markup(jsx(Currencies.Provider, { value: choices, children: element }));
}

const groups = (html: string) => [...html.matchAll(/<optgroup label="([^"]*)"/g)].map(([, label]) => label);

describe('the list of currencies', () => {
  it('has those in use, points by their name, and all others with theirs, each once', async () => {
    const html = await field({ value: 'USD', of: 'points' });
    expect(groups(html)).toEqual(['In use', 'Points', 'Other currencies']);
    expect(html).toContain('<option value="USD" selected="">USD, US Dollar</option>');
    expect(html).toContain('<option value="points:club">Customer &lt;club&gt;, club points</option>');
    expect(html).toContain('<option value="JPY">JPY, Japanese Yen</option>');
    expect(html.match(/value="EUR"/g)).toHaveLength(1);
    expect(html).not.toContain('<option value="">');
  });

  it('has points and thanks only where they can be meant', async () => {
    expect(groups(await field({ value: '', of: 'money' }))).toEqual(['In use', 'Other currencies']);
    expect(await field({ value: '', of: 'thanks' })).toContain('value="thanks"');
  });

  it('asks where nothing is chosen, and lets nothing be chosen where that is an answer', async () => {
    expect(await field({ value: '', of: 'money' })).toContain('<option value="">Choose one</option>');
    expect(await field({ value: 'USD', of: 'money', none: 'All' })).toContain(
      '<option value="">All</option>',
    );
  });

  it('keeps what stands there already, such as points of a programme that is gone', async () => {
    const html = await field({ value: 'points:gone', of: 'points' });
    expect(html).toContain('<option value="points:gone" selected="">gone points</option>');
  });
});

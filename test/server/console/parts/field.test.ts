import { describe, expect, it } from 'vitest';
import { markup } from '#test/server/console/markup.ts';
import { Field, refusedBy } from '#server/console/parts/field.tsx';

const refused = {
  form: 'reward',
  problem: {
    code: 'invalid_input' as const,
    message: 'This is no amount.',
    remedy: 'Write it as 50.',
    field: 'amount',
  },
  values: { amount: 'fifty "bucks"', act: 'Reference call' },
};

describe('a field of a refused form', () => {
  it('keeps what was typed and leads to the notice that says why', async () => {
    const html = await markup(Field({ form: 'reward', name: 'amount', label: 'Amount', refused }));
    expect(html).toContain('value="fifty &quot;bucks&quot;"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('aria-describedby="reward-problem"');
  });

  it('keeps what was typed beside it without blame', async () => {
    const html = await markup(Field({ form: 'reward', name: 'act', label: 'Act', hint: 'Short.', refused }));
    expect(html).toContain('value="Reference call"');
    expect(html).not.toContain('aria-invalid');
    expect(html).toContain('aria-describedby="reward-act-hint"');
  });

  it('hears only of refusals of its own form', () => {
    expect(refusedBy(refused, 'signal')).toBeNull();
    expect(refusedBy(refused, 'reward')).toBe(refused);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { askedBy, isAllowed } from '#server/routes/permissions.ts';
import { filledIn } from '#test/server/console/form.ts';
import { policyPages } from './policy-pages.ts';

const PATH = '/console/policy';

let pages: ReturnType<typeof policyPages>;
beforeEach(() => {
  pages = policyPages();
});

const get = (path?: string) => pages.get(path);
const post = (path: string, form: Record<string, string>) => pages.post(path, form);

describe('somebody who may publish nothing', () => {
  beforeEach(() => {
    pages.as({ actor: 'slack:U3:Fin', name: 'Fin', role: 'finance', memberId: '3', permissions: ['view'] });
  });

  it('tries a policy out with all it would have done, and is offered no publishing', async () => {
    expect(await get()).toContain('Try a policy out…');
    const html = await get('/edit');
    expect(html).toContain('No reward was proposed in the last 90 days');
    expect(html).not.toMatch(/Publish the policy|Why this change|data-unsaved|Change the policy/);
    expect((await post('/edit/preview', filledIn(html))).status).toBe(200);
    for (const [method, path] of [
      ['GET', 'edit'],
      ['POST', 'edit'],
      ['POST', 'edit/preview'],
    ] as const)
      expect(isAllowed(pages.viewer(), askedBy(method, `${PATH}/${path}`))).toBe(true);
    expect(isAllowed(pages.viewer(), askedBy('POST', `${PATH}/publish`))).toBe(false);
  });
});

describe('rules of the editor', () => {
  const open = (html: string) =>
    [...html.matchAll(/id="rule-(\d+)"[^>]*><details class="policy-fold"( open)?/g)].flatMap(
      ([, at, isOpen]) => (isOpen === undefined ? [] : [at]),
    );

  it('say theirs in words and are open where they are changed, at fault or in use', async () => {
    const html = await get('/edit');
    expect(open(html)).toEqual(['1']);
    expect(html).toMatch(/Up to CHF.500\.00: one manager · Up to/);
    const form = filledIn(html);
    expect(open((await post('/edit', { ...form, 'rules.3.name': 'Francs' })).html)).toEqual(['4']);
    expect(open((await post('/edit', { ...form, do: 'rules.4.up' })).html)).toEqual(['4']);
    expect(open((await post('/edit', { ...form, do: 'rules.add' })).html)).toEqual(['1', '2']);
    const wrong = await post('/publish', { ...form, note: 'x', 'rules.2.bands.0.upTo': '7o0' });
    expect(open(wrong.html)).toEqual(['3']);
  });
});

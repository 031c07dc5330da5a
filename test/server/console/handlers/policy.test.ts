import { beforeEach, describe, expect, it, test } from 'vitest';
import { DEFAULT_POLICY, type Policy } from '#core/policy/policy.ts';
import { ADMIN } from '#test/server/admin.ts';
import { filledIn } from '#test/server/console/form.ts';
import { NOW, value, type TestWorkspace } from '#test/server/workspace/fixture.ts';
import { CALL, OLU, press } from '#test/server/workspace/rewards.ts';
import { policyPages } from './policy-pages.ts';

const HOSTILE = '"><script>alert(1)</script>';

let pages: ReturnType<typeof policyPages>;
let workspace: TestWorkspace;
beforeEach(() => {
  pages = policyPages();
  ({ workspace } = pages);
});

const get = (path?: string) => pages.get(path);
const post = (path: string, form: Record<string, string>) => pages.post(path, form);

/** Presses a button that only changes what is typed; gives what the fields hold then. */
async function arrange(form: Record<string, string>, button: string): Promise<Record<string, string>> {
  return filledIn((await post('/edit', { ...form, do: button })).html);
}

describe('the policy in force', () => {
  it('stands in plain sentences, with who made each version when and why', async () => {
    expect(await get()).toContain('Up to $500.00: one manager');
    const strict = { ...DEFAULT_POLICY, expireAfterDays: 5 };
    value(workspace.policies.publish(strict, 0, HOSTILE, 'slack:U1:Olu'));
    const html = await get();
    expect(html).toContain('after 5 days a proposal expires');
    expect(html).toContain('<bdi>Olu</bdi>');
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('Automatic approval is on');
  });

  it('can be begun again from an older version, as a change of the one in force', async () => {
    value(workspace.policies.publish({ ...DEFAULT_POLICY, expireAfterDays: 5 }, 0, 'Faster', 'ana'));
    expect(filledIn(await get('/edit'))).toMatchObject({ from: '1', expireAfterDays: '5' });
    expect(filledIn(await get('/edit?like=0'))).toMatchObject({ from: '1', expireAfterDays: '14' });
  });
});

describe('the editor', () => {
  it('publishes what its fields hold: with nothing changed, the policy that is in force', async () => {
    const rich: Policy = {
      ...DEFAULT_POLICY,
      rules: [
        {
          name: `Small ${HOSTILE}`,
          currency: 'JPY',
          sources: ['slack', 'crm'],
          programmes: ['general', 'growth'],
          trust: ['trusted'],
          bands: [
            { upTo: 1500, managers: 0, finance: true },
            { upTo: null, managers: 2, finance: true },
          ],
        },
        ...DEFAULT_POLICY.rules,
      ],
    };
    value(workspace.policies.publish(rich, 0, 'Rich', 'ana'));
    const form = filledIn(await get('/edit'));
    expect(form['rules.0.bands.0.upTo']).toBe('1500');
    const same = await post('/publish', { ...form, note: 'Again' });
    expect([same.status, same.html.includes('in force already')]).toEqual([400, true]);
    expect(same.html).not.toContain('<script>');
    const done = await post('/publish', { ...filledIn(same.html), remindAfterHours: '12', note: 'Sooner' });
    expect([done.status, done.to]).toEqual([303, '/console/policy']);
    expect(workspace.policies.current()).toEqual({
      version: 2,
      policy: {
        ...rich,
        remindAfterHours: 12,
      },
    });
  });

  it('adds, moves and removes rules and limits without losing what is typed', async () => {
    let form = filledIn(await get('/edit'));
    form = await arrange({ ...form, 'rules.0.name': 'Dollars', note: 'Because' }, 'rules.add');
    expect([form['rules.0.name'], form['rules.1.name'], form['note']]).toEqual(['', 'Dollars', 'Because']);
    form = await arrange({ ...form, 'rules.0.name': 'Few', 'rules.0.trust.new': 'on' }, 'rules.0.bands.add');
    expect([form['rules.0.bands.0.upTo'], form['rules.0.bands.1.upTo']]).toEqual(['', undefined]);
    form = await arrange({ ...form, 'rules.0.bands.0.upTo': '1,0' }, 'rules.0.down');
    expect([form['rules.1.name'], form['rules.1.bands.0.upTo'], form['rules.1.trust.new']]).toEqual([
      'Few',
      '1,0',
      'on',
    ]);
    form = await arrange(form, 'rules.1.bands.0.remove');
    expect([form['rules.1.bands.0.managers'], form['rules.1.bands.1.managers']]).toEqual(['1', undefined]);
    form = await arrange(form, 'rules.1.up');
    form = await arrange(form, 'rules.1.remove');
    expect([form['rules.0.name'], form['rules.1.currency']]).toEqual(['Few', 'EUR']);
    for (const button of ['rules.0.up', 'rules.99.remove', 'rules.0.bands.7.remove', 'nonsense', HOSTILE])
      expect(await arrange(form, button)).toEqual(form);
  });

  it('says of a rule that stands under one that takes all of its rewards that it is never reached', async () => {
    const form = await arrange(filledIn(await get('/edit')), 'rules.add');
    const under = { ...form, 'rules.0.name': 'All dollars', 'rules.1.sources.slack': 'on' };
    expect((await post('/edit', under)).html).toContain('“All dollars”');
    expect((await post('/edit', { ...under, 'rules.0.trust.new': 'on' })).html).not.toContain(
      'Never reached',
    );
  });

  it.each([
    ['rules.0.bands.0.upTo', '7o0'],
    ['rules.0.bands.0.upTo', '5.001'],
    ['rules.0.bands.0.upTo', ''],
    ['rules.0.bands.0.upTo', '-5'],
    ['rules.0.bands.1.upTo', '400'],
    ['rules.0.name', ' '],
    ['rules.0.currency', 'XXX'],
    ['remindAfterHours', 'soon'],
    ['escalateAfterHours', '3'],
    ['expireAfterDays', '91'],
    ['note', ' '],
  ])('refuses %s as %j at the field, and keeps everything', async (field, text) => {
    const form = { ...filledIn(await get('/edit')), note: 'Why', 'rules.5.name': 'Mine', [field]: text };
    const refused = await post('/publish', form);
    expect(refused.status).toBe(400);
    expect(refused.html).toMatch(
      new RegExp(`name="${field.replaceAll('.', '\\.')}"[^>]*aria-invalid="true"`),
    );
    expect(refused.html).toContain('class="field-problem"');
    expect(filledIn(refused.html)).toEqual(form);
    expect(workspace.policies.current().version).toBe(0);
  });

  it('refuses what somebody else overtook, shows theirs, and goes on from there only when told', async () => {
    const form = { ...filledIn(await get('/edit')), expireAfterDays: '7', note: 'A week is enough' };
    value(workspace.policies.publish({ ...DEFAULT_POLICY, remindAfterHours: 6 }, 0, 'Faster', 'ben'));
    const refused = await post('/publish', form);
    expect(refused.status).toBe(409);
    expect(refused.html).toContain('reminded after 6 hours');
    expect(filledIn(refused.html)).toEqual(form);
    const over = await arrange(filledIn(refused.html), 'over.1');
    expect(over).toEqual({ ...form, from: '1' });
    expect((await post('/publish', over)).status).toBe(303);
    expect(workspace.policies.current()).toMatchObject({ version: 2, policy: { expireAfterDays: 7 } });
  });
});

describe('what it would have done', () => {
  const ofAll = (form: Record<string, string>) => post('/edit/preview', form);

  it('is told for the days that are chosen, with the rewards that would have gone another way', async () => {
    value(workspace.rewards.create(CALL));
    value(workspace.slack.decide(OLU, press('approve', 'p1')));
    // What the pages call the present is the machine's, what is proposed here the fixture's.
    const form = { ...filledIn(await get('/edit')), 'rules.0.bands.0.managers': '2' };
    const { status, html } = await ofAll(form);
    expect(status).toBe(200);
    expect(html).toContain('Of 1 reward of the last 90 days, 1 would have gone another way');
    expect(html).toContain('no money was approved then, and no money was under this policy');
    expect(html).toContain('href="/console/rewards/R0001"');
    expect(html).toMatch(/one manager<\/span>.*<strong>two managers<\/strong>/s);
    workspace.clock.now = NOW + 40 * 86_400_000;
    expect((await ofAll({ ...form, days: '30' })).html).toContain('No reward was proposed in the last 30');
  });

  it('warns where nobody is asked, and says why it cannot be told', async () => {
    const form = filledIn(await get('/edit'));
    expect((await ofAll(form)).html).not.toContain('Automatic approval is on');
    const automatic = { ...form, 'rules.0.bands.0.managers': '0' };
    expect((await ofAll(automatic)).html).toContain('first reward is always reviewed');
    const wrong = await ofAll({ ...form, 'rules.0.bands.0.upTo': 'x' });
    expect([wrong.status, wrong.html.includes('data-fault="rules.0.bands.0.upTo"')]).toEqual([400, true]);
  });
});

describe('a delegate', () => {
  beforeEach(() => {
    workspace.members.seen({ team: 'T1', id: 'U9', name: 'Dee' });
    const dee = value(workspace.members.addSlackUser({ team: 'T1', id: 'U9' }, 'manager', 'admin'));
    value(workspace.members.add({ email: 'lee@acme.test', name: HOSTILE, role: 'viewer' }, 'admin'));
    pages.as({
      actor: 'slack:U9:Dee',
      name: 'Dee',
      role: 'manager',
      memberId: dee.id,
      permissions: ['view', 'propose', 'approve'],
    });
  });

  const tomorrow = () => new Date(NOW + 86_400_000).toISOString().slice(0, 10);

  test('is chosen among the others until the end of a day, and given up again', async () => {
    const html = await get();
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/<option[^>]*>Dee/);
    const lee = /<option value="(\d+)"/.exec(html)?.[1] ?? '';
    const named = await post('/delegate', { to: lee, until: tomorrow() });
    expect(named.status).toBe(303);
    expect(workspace.delegations.list()).toEqual([
      { principal: 'slack:U9:Dee', delegate: 'lee@acme.test', until: Date.parse(tomorrow()) + 86_400_000 },
    ]);
    expect(await get()).toContain('I am back');
    pages.as({ ...pages.viewer(), actor: 'slack:U8:Eve', name: 'Eve', memberId: '99' });
    expect(await get()).toContain('Nobody is away');
    pages.as(ADMIN);
    expect(await get()).not.toContain('Nobody is away');
    pages.as({ ...pages.viewer(), actor: 'slack:U9:Dee' });
    await post('/delegate/end', {});
    expect(workspace.delegations.list()).toEqual([]);
  });

  test.each([
    [{ to: '', until: '2026-11-30' }, 'to'],
    [{ to: '999', until: '2026-11-30' }, 'to'],
    [{ to: '2', until: '2026-11-01' }, 'until'],
    [{ to: '2', until: 'someday' }, 'until'],
  ])('is refused for %j at the field', async (form, field) => {
    const refused = await post('/delegate', form);
    expect(refused.status).toBe(400);
    expect(refused.html).toMatch(new RegExp(`name="${field}"[^>]*aria-invalid="true"`));
    expect(workspace.delegations.list()).toEqual([]);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { value } from '#test/server/workspace/fixture.ts';
import { FIN, OLU, rewardPages } from './reward-pages.ts';

type Pages = ReturnType<typeof rewardPages>;

let workspace: Pages['workspace'];
let as: Pages['as'];
let get: Pages['get'];
let post: Pages['post'];
let propose: Pages['propose'];

beforeEach(() => {
  ({ workspace, as, get, post, propose } = rewardPages());
});

describe('budgets', () => {
  const month = new Date().toISOString().slice(0, 7);

  it('are explained where there are none, and set for a month or until they are used up', async () => {
    as(FIN);
    expect(await get('/budgets')).toContain('No budget is set');
    const form = { programme: 'general', month, amount: '1,000', currency: 'USD' };
    expect((await post('/budgets', form)).said).toContain('$1,000.00 is the budget of general');
    expect(workspace.budgets.list()).toMatchObject([{ holder: `general/${month}`, amount: 100_000 }]);
    const html = await get('/budgets');
    expect(html).toContain('0 % reserved or spent');
    as({ actor: OLU, role: 'manager' });
    expect(await get('/budgets')).not.toContain('Set the budget');
  });

  it.each([
    [{ programme: 'genral' }, 'programme'],
    [{ programme: '+new' }, 'newProgramme'],
    [{ programme: '+new', newProgramme: 'General!' }, 'newProgramme'],
    [{ month: '2019-01' }, 'month'],
    [{ month: '2026-13' }, 'month'],
    [{ amount: '-5' }, 'amount'],
    [{ amount: '5.005' }, 'amount'],
    [{ amount: '49.99', month: '' }, 'amount'],
    [{ currency: 'XXX' }, 'currency'],
  ])('are refused at their field: %j', async (change, field) => {
    as(FIN);
    value(workspace.budgets.set('general', 'USD', 5000, 'admin'));
    propose('a');
    const form = { programme: 'general', month, amount: '1', currency: 'USD', ...change };
    const { status, html } = await post('/budgets', form);
    expect([400, 409]).toContain(status);
    expect(html).toMatch(new RegExp(`id="budget-${field}"[^>]*aria-invalid="true"`));
    expect(workspace.budgets.list()).toMatchObject([{ holder: 'general', amount: 5000, reserved: 5000 }]);
  });

  it('are for programmes that are known, or for a new one in so many words', async () => {
    as(FIN);
    expect(await get('/budgets')).toMatch(
      /<select id="budget-programme"[^>]*>(<option value="general" selected)/,
    );
    const form = { programme: '+new', newProgramme: 'growth', month: '', amount: '10', currency: 'EUR' };
    expect((await post('/budgets', form)).said).toContain('€10.00 is the budget of growth');
    expect(await get('/budgets')).toContain('<option value="growth"');
    expect((await post('/budgets', { ...form, month: '2019-01' })).html).toContain('January 2019 is over.');
  });

  it('nobody drew on can be removed, and others not', async () => {
    as(FIN);
    value(workspace.budgets.set('general', 'USD', 50_000, 'admin'));
    value(workspace.budgets.set('genral', 'USD', 5000, 'admin'));
    propose('a');
    const html = await get('/budgets');
    expect(html.match(/name="holder" value="[^"]*"/g)).toEqual(['name="holder" value="genral"']);
    const { said } = await post('/budgets/remove', { holder: 'genral', currency: 'USD' });
    expect(said).toContain('The budget of genral in USD is removed.');
    const kept = await post('/budgets/remove', { holder: 'general', currency: 'USD' });
    expect([kept.status, kept.html]).toEqual([409, expect.stringContaining('Rewards drew on this budget')]);
    expect(workspace.budgets.list()).toMatchObject([{ holder: 'general' }]);
  });

  it('warn from 80 % on, and say when they are used up', async () => {
    value(workspace.budgets.set('general', 'USD', 6000, 'admin'));
    propose('a');
    expect(await get('/budgets')).toContain('83 % reserved or spent');
    value(workspace.budgets.set('general', 'USD', 5000, 'admin'));
    expect(await get('/budgets')).toContain('All reserved or spent');
  });

  it('of the last month are copied where this one has none', async () => {
    as(FIN);
    const [before, after] = ['2030-01', '2030-02'];
    value(workspace.budgets.set(`general/${before}`, 'USD', 5000, 'admin'));
    value(workspace.budgets.set(`growth/${before}`, 'EUR', 7000, 'admin'));
    value(workspace.budgets.set(`general/${after}`, 'USD', 100, 'admin'));
    expect((await post('/budgets/copy', { from: before, to: after })).said).toContain('1 budget more');
    const amounts = workspace.budgets.list().map(({ holder, amount }) => [holder, amount]);
    expect(amounts).toContainEqual([`growth/${after}`, 7000]);
    expect(amounts).toContainEqual([`general/${after}`, 100]);
    expect((await post('/budgets/copy', { from: before, to: after })).status).toBe(400);
    expect((await post('/budgets/copy', { from: '', to: after })).status).toBe(400);
  });
});

import { expect, test } from 'vitest';
import { value } from '../fixture.ts';
import { withAda } from './ada.ts';

test('as many wait as nobody has decided', async () => {
  const { workspace, step } = await withAda();
  const { jobChanges } = workspace;
  expect(jobChanges.waiting()).toBe(0);
  await step({ companyId: '2' });
  await step({ companyId: '2', title: 'CEO' });
  const open = value(jobChanges.list('open', 9, null)).items;
  expect(jobChanges.waiting()).toBe(2);
  expect(open).toHaveLength(2);
  value(jobChanges.settle(open[0]!.id, 'confirmed', 'zoe'));
  expect(jobChanges.waiting()).toBe(1);
});

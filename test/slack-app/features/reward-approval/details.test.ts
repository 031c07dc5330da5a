import { expect, it } from 'vitest';

import { rewardDetails } from '#slack-app/features/reward-approval/details.ts';
import { NOW } from '../../signed-request.ts';

const URL = 'https://groundswell.test/console/rewards/R0001';
const DETAILS = {
  rewardId: 'R0001',
  earlier: [{ amount: 5000, currency: 'USD', outcome: 'paid', at: NOW, url: URL }],
  earlierTotal: 7,
  reasons: [
    { label: 'Reviewed us', points: 21.25 },
    { label: 'Escalation', points: -4 },
  ],
  expiresAt: NOW,
  url: URL,
};

it('tells what came before and what counts, with signs and what is left out', () => {
  const json = JSON.stringify(rewardDetails(DETAILS));
  expect(json).toContain(`<${URL}|$50.00>: paid`);
  expect(json).toContain('and 6 more');
  expect(json).toContain('Reviewed us: +21.3\\n• Escalation: -4"');
});

it('says that nothing came before', () => {
  const json = JSON.stringify(rewardDetails({ ...DETAILS, earlier: [], earlierTotal: 0, reasons: [] }));
  expect(json).toContain('None: this is their first.');
  expect(json).not.toMatch(/more|Why they count/u);
});

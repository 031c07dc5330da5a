import { describe, expect, it } from 'vitest';
import { may, ROLES, type Permission } from '#core/member/role.ts';
import { createApp } from '#server/app.ts';
import { askedBy, isAllowed, notAllowed, outdated, unasked } from '#server/routes/permissions.ts';

/** Routes nobody signs in for: they are asked by vendors, each with a proof of its own, or are the way in. */
const OPEN = [
  /^\/$/,
  /^\/healthz$/,
  /^\/webhooks\//,
  /^\/slack\/events$/,
  /^\/crm\//,
  /^\/connect\//,
  /^\/sign-in\//,
  /^\/api\/openapi\.json$/,
  /^\/console\/(assets\/|sign-in$|sign-out$)/,
];

const app = createApp(() => {
  throw new Error('no request is made');
});
const routes = app.routes.filter(
  ({ method, path }) => method !== 'ALL' && !OPEN.some((open) => open.test(path)),
);

describe('what routes ask for', () => {
  it('is written down for every route that changes something, and for no other', () => {
    expect(routes.length).toBeGreaterThan(80);
    expect(unasked(routes)).toEqual([]);
    expect(outdated(routes)).toEqual([]);
  });

  it('is more than looking for everything that writes', () => {
    const writes = routes.filter(({ method }) => method !== 'GET');
    const viewer = { permissions: ['view'] as Permission[] };
    const open = writes.filter(({ method, path }) => isAllowed(viewer, askedBy(method, path)));
    expect([...new Set(open.map(({ path }) => path))].toSorted()).toEqual([
      '/api/v1/models/back-test',
      '/api/v1/models/preview',
      '/api/v1/policies/simulate',
      '/console/members/sign-out',
      '/console/models/:id/preview',
      '/console/models/:id/preview/part',
      '/console/policy/edit',
      '/console/policy/edit/preview',
      '/console/rewards/:id/decisions',
      '/console/rewards/decisions',
    ]);
  });

  it('lets nobody through where nothing is written down', () => {
    expect(isAllowed({ permissions: ['view', 'configure', 'manage_members'] }, null)).toBe(false);
    expect(unasked([{ method: 'POST', path: '/console/new' }])).toEqual(['POST /console/new']);
  });

  it('is the same for a register of taxes wherever it is read', () => {
    for (const path of [
      '/api/v1/tax/register',
      '/api/v1/tax/people/:id',
      '/console/tax',
      '/console/tax/totals.csv',
    ])
      expect(askedBy('GET', path), path).toBe('manage_money');
  });

  it('is told in words, with the role', () => {
    for (const role of ROLES.filter((each) => !may(each, 'configure')))
      expect(notAllowed({ role, permissions: ['view'] }, 'configure').message).toBe(
        `Your role (${role}) may not change how things are set up.`,
      );
    expect(notAllowed({ role: null, permissions: ['view'] }, ['approve', 'approve_finance']).message).toBe(
      'The admin token only sets up: it may not decide rewards.',
    );
  });
});

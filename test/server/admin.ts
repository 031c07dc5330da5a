import { PERMISSIONS } from '#core/member/role.ts';
import type { Principal } from '#server/workspace/members/sign-in.ts';

/** Whoever holds the admin token before an owner has signed in. */
export const ADMIN: Principal = {
  actor: 'admin',
  name: 'Admin token',
  role: null,
  memberId: null,
  permissions: PERMISSIONS,
};

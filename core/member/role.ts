/** What somebody of the company may do here. */
export const ROLES = ['owner', 'admin', 'manager', 'finance', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/**
 * What a role may do. `approve` is a manager's yes, `approve_finance` the one for what is above their limit; `govern` says
 * by which rules rewards are given: policy, catalogue, points, fulfilment, fraud.
 */
export const PERMISSIONS = [
  'view',
  'propose',
  'approve',
  'approve_finance',
  'configure',
  'govern',
  'manage_money',
  'manage_members',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const ALLOWED: Record<Role, readonly Permission[]> = {
  owner: PERMISSIONS,
  admin: ['view', 'propose', 'approve', 'configure', 'govern', 'manage_members'],
  manager: ['view', 'propose', 'approve'],
  finance: ['view', 'propose', 'approve_finance', 'manage_money'],
  viewer: ['view'],
};

/** Everything a role may do. */
export function permissionsOf(role: Role): readonly Permission[] {
  return ALLOWED[role];
}

export function may(role: Role, permission: Permission): boolean {
  return ALLOWED[role].includes(permission);
}

/** The role that may most of what both of two may. */
export function sharedRole(a: Role, b: Role): Role {
  const shared = ROLES.filter((role) => ALLOWED[role].every((each) => may(a, each) && may(b, each)));
  return shared.reduce((most, role) => (ALLOWED[role].length > ALLOWED[most].length ? role : most), 'viewer');
}

export function isRole(text: string): text is Role {
  return (ROLES as readonly string[]).includes(text);
}

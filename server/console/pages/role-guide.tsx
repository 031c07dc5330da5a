import { may, ROLES, type Permission } from '#core/member/role.ts';
import { ROLE_WORDS } from '#server/console/parts/words.ts';

const DOES: Record<Permission, string> = {
  view: 'sees everything but the tax register',
  propose: 'proposes rewards and logs acts',
  approve: 'decides rewards as a manager',
  approve_finance: 'decides rewards above the managers’ limit',
  configure: 'sets up connections, imports and scores',
  govern: 'sets policy, rules, catalogue, points, fulfilment and fraud checks',
  manage_money: 'sets budgets, keeps the books and the tax register',
  manage_members: 'manages people and keys',
};

/** What each role may do, from the same table the routes ask. */
export function RoleGuide() {
  const permissions = Object.entries(DOES) as [Permission, string][];
  return (
    <details class="more">
      <summary>What each role may do</summary>
      <dl class="role-guide">
        {ROLES.map((role) => (
          <div>
            <dt>{ROLE_WORDS[role]}</dt>
            <dd>
              {permissions
                .filter(([permission]) => may(role, permission))
                .map(([, words]) => words)
                .join(', ')}
              .
            </dd>
          </div>
        ))}
      </dl>
      <p class="hint">Nobody changes their own role, and only owners make owners.</p>
    </details>
  );
}

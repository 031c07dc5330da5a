import { may, ROLES, type Permission } from '#core/member/role.ts';
import { ROLE_WORDS } from '#server/console/parts/words.ts';

const DOES: Record<Permission, string> = {
  view: 'sees everything',
  propose: 'proposes rewards and logs acts',
  approve: 'decides rewards as a manager',
  approve_finance: 'decides rewards above the managers’ limit',
  configure: 'sets up connections, scores, rules and policy',
  manage_money: 'sets budgets and keeps the books',
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

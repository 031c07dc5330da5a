import { ok, refuse, type Result } from '#core/problem.ts';

const NAMES: Readonly<Record<string, string>> = {
  production: 'https://login.salesforce.com',
  sandbox: 'https://test.salesforce.com',
};

/** The two common doors, and My Domain hosts: `acme`, `acme--uat.sandbox`, `acme-dev-ed.develop` and so on. */
const HOST =
  /^(?:https:\/\/)?((?:login|test)\.salesforce\.com|[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\.[a-z]{1,20})?\.my\.salesforce\.com)\/?$/;

/**
 * The login URL somebody means: nothing (the configured one), `production`, `sandbox`, a My Domain host, or the
 * configured one itself. Everything else is refused with `invalid_input`: the app's secret would be sent there.
 */
export function checkLoginHost(text: string, loginUrl: string): Result<string> {
  const configured = new URL(loginUrl).origin;
  const wanted = text.trim().toLowerCase();
  if (wanted === '' || wanted.replace(/\/$/, '') === configured) return ok(configured);
  if (Object.hasOwn(NAMES, wanted)) return ok(NAMES[wanted] ?? configured);
  const host = HOST.exec(wanted)?.[1];
  if (host !== undefined) return ok(`https://${host}`);
  return refuse(
    'invalid_input',
    'This is no address where Salesforce lets people sign in.',
    'Enter the My Domain as in Salesforce Setup, My Domain (such as acme.my.salesforce.com), or production or sandbox.',
    'loginHost',
  );
}

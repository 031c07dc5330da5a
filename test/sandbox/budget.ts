/** Gives the demo something to spend, through the console as an admin would. `amount` is in whole US dollars. */
export async function setBudget(appUrl: string, adminToken: string, amount: number): Promise<void> {
  const post = (path: string, fields: Record<string, string>, cookie = '') =>
    fetch(`${appUrl}/console${path}`, {
      method: 'POST',
      headers: { origin: appUrl, cookie },
      body: new URLSearchParams(fields),
      redirect: 'manual',
    });
  const signedIn = await post('/sign-in', { token: adminToken });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
  const granted = await post(
    '/budgets',
    { programme: 'general', amount: String(amount), currency: 'USD' },
    cookie,
  );
  if (granted.status !== 303) throw new Error(`The budget was not granted: ${granted.status}`);
}

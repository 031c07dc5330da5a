/** Where to go after signing in: a path of ours, whatever was asked for. */
export function ownPath(wanted: string | undefined): string {
  const home = '/console';
  if (wanted === undefined || !wanted.startsWith('/')) return home;
  // Browsers drop tabs and line ends and resolve dots, so what counts is where they would go.
  const url = URL.parse(wanted, 'http://groundswell.invalid');
  if (url?.origin !== 'http://groundswell.invalid' || url.pathname.startsWith('//')) return home;
  return `${url.pathname}${url.search}`;
}

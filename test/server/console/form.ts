/** What a browser would send of the fields of the first form with an id; buttons, and boxes that are not ticked, are left out. */
export function filledIn(html: string): Record<string, string> {
  const [, form = ''] = /<form[^>]* id="[^"]+"[^>]*>(.*?)<\/form>/s.exec(html) ?? [];
  const values: Record<string, string> = {};
  for (const [, tag = ''] of form.matchAll(/<input([^>]*)>/g)) {
    const isBox = /type="(checkbox|radio)"/.test(tag);
    if (!isBox || / checked/.test(tag)) values[attribute(tag, 'name')] = attribute(tag, 'value');
  }
  for (const [, tag = '', text = ''] of form.matchAll(/<textarea([^>]*)>(.*?)<\/textarea>/gs))
    values[attribute(tag, 'name')] = plain(text);
  for (const [, tag = '', options = ''] of form.matchAll(/<select([^>]*)>(.*?)<\/select>/gs)) {
    const chosen = /<option([^>]* selected[^>]*)>/.exec(options) ?? /<option([^>]*)>/.exec(options);
    values[attribute(tag, 'name')] = attribute(chosen?.[1] ?? '', 'value');
  }
  return values;
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMarkdown } from './mrkdwn/markdown.ts';
import { renderMrkdwn, renderPlain } from './mrkdwn/render.ts';
import { isObject, parseJson, textIn, type Json } from './json.ts';
import { openSlack } from './open-slack.ts';

async function bodyOf(response: Response): Promise<Json> {
  const body = parseJson(await response.text());
  return isObject(body) ? body : {};
}

const NAMES = {
  now: Date.UTC(2026, 10, 22, 9),
  timeZone: 'Europe/Berlin',
  user: (id: string) => (id === 'U1' ? 'Ana <b>' : null),
  channel: () => 'general',
};
const shown = (text: string) => renderMrkdwn(text, NAMES).text;

describe('mrkdwn', () => {
  it.each([
    ['*bold* _italic_ ~gone~ `code`', '<strong>bold</strong> <em>italic</em> <s>gone</s> <code>code</code>'],
    ['*bold _both_*', '<strong>bold <em>both</em></strong>'],
    ['2*3*4 snake_case_name', '2*3*4 snake_case_name'],
    ['* not * bold', '* not * bold'],
    ['`*as it is*`', '<code>*as it is*</code>'],
    ['one\ntwo', 'one<br />two'],
    ['&gt; said\n> again', '<blockquote>said<br />again</blockquote>'],
    ['a &amp;lt; b', 'a &amp;lt; b'],
    ['<@U1>', '<span class="mention" data-mention="U1">@Ana &lt;b&gt;</span>'],
    ['<!date^1795334400^{date_num} {time}|then>', '<time>2026-11-22 9:00 AM</time>'],
    ['<!date^1795334400^{date_short_pretty}, {ago}|then>', '<time>today, 1 hour ago</time>'],
    ['<!date^1795334400^{year}|&lt;then&gt;>', '<time>&lt;then&gt;</time>'],
    ['<!date^9999999999999^{date}|x>', '&lt;!date^9999999999999^{date}|x&gt;'],
    ['<!here>', '<span class="mention loud" data-mention="here">@here</span>'],
    [
      '<https://x.example/?a=1&amp;b=2|*the* link>',
      '<a href="https://x.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">*the* link</a>',
    ],
    ['<javascript:alert(1)|click>', '&lt;javascript:alert(1)|click&gt;'],
    [':tada: :nothing:', '<span role="img" aria-label="tada">🎉</span> :nothing:'],
    ['```\n<b>\n```after', '<pre><code>&lt;b&gt;\n</code></pre>after'],
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
  ])('%s', (text, markup) => {
    expect(shown(text)).toBe(markup);
  });

  it('lets no tag through that it did not write itself', () => {
    const hostile = fc.string({
      unit: fc.constantFrom(
        '<',
        '>',
        '"',
        "'",
        '&',
        '`',
        '*',
        '_',
        '~',
        '|',
        ':',
        '/',
        'a',
        ' ',
        '\n',
        'http://x',
        'script',
        'on',
      ),
    });
    const known =
      /<\/?(strong|em|s|code|pre|blockquote|br|hr|p|div|span|a|time)( (class|data-mention|href|target|rel|role|aria-label)="[^"<>]*")*( \/)?>/gu;
    fc.assert(
      fc.property(hostile, (text) => {
        for (const markup of [shown(text), renderPlain(text).text, renderMarkdown(text, NAMES).text]) {
          expect(markup.replaceAll(known, '')).not.toMatch(/[<>]/u);
          expect(markup).not.toMatch(/href="(?!https?:|mailto:|tel:)/u);
        }
      }),
    );
  });

  it('reads a long hostile line in one go', () => {
    expect(shown('*a '.repeat(13_000))).toContain('*a');
    expect(shown('`<*_~'.repeat(8000))).toContain('&lt;');
  });
});

describe('the channel page', () => {
  it('shows messages with stable attributes and everything outside escaped', async () => {
    const { api, request } = openSlack();
    const evil = '"><script>alert(1)</script>';
    const text = { type: 'plain_text', text: evil };
    const { ts } = await api('chat.postMessage', {
      channel: 'C0ADVOCACY',
      text: evil,
      blocks: [
        { type: 'header', text },
        { type: 'section', text: { type: 'mrkdwn', text: evil }, fields: [{ type: 'mrkdwn', text: evil }] },
        { type: 'image', image_url: `https://x.example/${evil}`, alt_text: evil, title: text },
        {
          type: 'actions',
          block_id: evil,
          elements: [
            { type: 'button', action_id: evil, value: evil, text, url: `https://x.example/${evil}` },
          ],
        },
        {
          type: 'input',
          label: text,
          element: { type: 'plain_text_input', action_id: 'a', initial_value: evil },
        },
      ],
    });
    const page = await (await request('/client/T0NORTHWND/C0ADVOCACY?as=U0MARCUSBL')).text();
    expect(page).toContain(`data-message-ts="${String(ts)}"`);
    expect(page).toContain('data-user="U0MARCUSBL"');
    expect(page).toContain('data-channel="reward-approvals"');
    expect(page.match(/<script/gu)).toHaveLength(1);
    expect(page).not.toContain('alert(1)</script>');
  });

  it('shows ephemeral messages to their reader alone', async () => {
    const { api, request } = openSlack();
    await api('chat.postEphemeral', { channel: 'C0ADVOCACY', user: 'U0ANAORTIZ', text: 'psst' });
    const page = async (as: string) => (await request(`/client/T0NORTHWND/C0ADVOCACY?as=${as}`)).text();
    expect(await page('U0ANAORTIZ')).toContain('Only visible to you');
    expect(await page('U0DANAWHIT')).not.toContain('psst');
  });

  it('is asked for what changed, and answers nothing while nothing did', async () => {
    const { api, request } = openSlack();
    const live = async (since: string) =>
      request(`/client/T0NORTHWND/C0ADVOCACY/live?as=U0ANAORTIZ&since=${since}`);
    const version = textIn(await bodyOf(await live('')), 'version');
    expect((await live(version)).status).toBe(204);
    await api('chat.postMessage', { channel: 'C0ADVOCACY', text: 'News' });
    const changed = await bodyOf(await live(version));
    expect(changed['timeline']).toContain('News');
  });

  it('counts what is new in the other channels until they are opened', async () => {
    const { api, request } = openSlack();
    await api('chat.postMessage', { channel: 'C0APPROVAL', text: 'x' });
    const sidebar = async (channel: string) =>
      textIn(await bodyOf(await request(`/client/T0NORTHWND/${channel}/live?as=U0ANAORTIZ`)), 'sidebar');
    expect(await sidebar('C0ADVOCACY')).toContain('unread');
    await sidebar('C0APPROVAL');
    expect(await sidebar('C0ADVOCACY')).not.toContain('unread');
  });

  it('lets nobody frame it and runs no inline script', async () => {
    const policy = (await openSlack().request('/client/T0NORTHWND/C0ADVOCACY')).headers.get(
      'content-security-policy',
    );
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe-inline');
  });

  it('is where the front door leads, and 404 where there is no channel', async () => {
    const { request } = openSlack();
    expect((await request('/')).headers.get('location')).toBe('/client/T0NORTHWND/C0ADVOCACY?as=U0ANAORTIZ');
    expect((await request('/client/T0NORTHWND/C0NOWHERE')).status).toBe(404);
    expect((await request('/client/T0OTHER/C0ADVOCACY')).status).toBe(404);
  });
});

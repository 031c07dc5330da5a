import { describe, expect, it } from 'vitest';

import {
  actions,
  button,
  context,
  fields,
  header,
  linkButton,
  message,
  section,
} from '#slack-app/blocks/layout.ts';
import { mrkdwn } from '#slack-app/blocks/mrkdwn.ts';
import { messageFlaws } from '../block-kit.ts';

const LONG = 'x'.repeat(5000);
const long = { mrkdwn: LONG };

describe('the building blocks', () => {
  it('keep every limit, whatever is put in', () => {
    const press = button({ text: LONG, actionId: 'a', value: LONG, style: 'danger' });
    const blocks = [
      header(LONG),
      section(long),
      fields(Array.from({ length: 3 }, () => ['Label', long] as const)),
      context(mrkdwn`a`, ...Array.from({ length: 12 }, () => mrkdwn`b`)),
      actions([press]),
    ];
    expect(blocks[0]).toMatchObject({ text: { text: `${'x'.repeat(149)}…` } });
    expect(messageFlaws(message(long, blocks))).toEqual([]);
  });

  it('drop what is too much', () => {
    expect(fields(Array.from({ length: 11 }, () => ['L', mrkdwn`v`] as const)).fields).toHaveLength(10);
    expect(context(...Array.from({ length: 11 }, () => mrkdwn`v`)).elements).toHaveLength(10);
    const buttons = Array.from({ length: 26 }, (_, index) =>
      button({ text: 'b', actionId: `a${index}`, value: 'v' }),
    );
    expect(actions(buttons).elements).toHaveLength(25);
    expect(
      message(
        mrkdwn`t`,
        Array.from({ length: 51 }, () => section(mrkdwn`s`)),
      ).blocks,
    ).toHaveLength(50);
  });

  it('are never empty', () => {
    expect(message(mrkdwn` `, []).text).toBe('Groundswell');
    expect(section(mrkdwn` `).text?.text).toBe('-');
  });

  it('leave the parsing of names and addresses to nobody', () => {
    expect(section(mrkdwn`x`).text).toMatchObject({ verbatim: true });
    expect(header(':tada:').text).toMatchObject({ emoji: false });
  });

  it('have no button to an address nobody should be sent to', () => {
    expect(linkButton({ text: 'Open', actionId: 'a', url: 'javascript:alert(1)' })).toEqual([]);
    expect(linkButton({ text: 'Open', actionId: 'a', url: 'https://a.test' })).toMatchObject([
      { url: 'https://a.test/' },
    ]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { modelChange } from '#slack-app/features/model-change/blocks.ts';
import { messageFlaws } from '../../block-kit.ts';
import { hostileText } from '../../views.ts';

const CONSOLE = 'https://groundswell.test/console/models';
const change = { version: 4, by: 'Ana', note: 'Reviews fade sooner', entered: 1, left: 12 };

describe('the message about a new score model', () => {
  it('says what changed, why, and who published it', () => {
    const { text, blocks } = modelChange(change, CONSOLE);
    expect(text).toBe('Version 4 of the score is in force. Advocates by it: 1 new, 12 no longer.');
    expect(blocks).toMatchObject([
      { type: 'header', text: { text: 'Version 4 of the score is in force' } },
      { text: { text: expect.stringContaining('\n*Why* Reviews fade sooner') } },
      { elements: [{ text: `Published by Ana. <${CONSOLE}|See it in the console>` }] },
    ]);
  });

  it('gives no reason where none was given', () => {
    expect(JSON.stringify(modelChange({ ...change, note: '' }, CONSOLE))).not.toContain('Why');
  });

  it('pings nobody, whatever is written in it', () => {
    fc.assert(
      fc.property(hostileText, hostileText, (by, note) => {
        expect(messageFlaws(modelChange({ ...change, by, note }, CONSOLE))).toEqual([]);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { choicesIn, rearranged } from '#server/console/handlers/fulfilment-choices.ts';

const FORM = {
  'choices.0.programme': '',
  'choices.0.kind': 'swag',
  'choices.0.provider': 'webhook',
  'choices.1.programme': 'general',
  'choices.1.kind': '',
  'choices.1.provider': 'manual',
};
const ROWS = [
  { programme: '', kind: 'swag', provider: 'webhook' as const },
  { programme: 'general', kind: '', provider: 'manual' as const },
];

describe('the rows of who fulfils what', () => {
  it('are read in their order', () => {
    expect(choicesIn(FORM)).toEqual(ROWS);
    expect(choicesIn({})).toEqual([]);
  });

  it('are added to and taken from by buttons; any other button saves them', () => {
    expect(rearranged(ROWS, 'add')).toEqual([...ROWS, { programme: '', kind: '', provider: 'manual' }]);
    expect(rearranged(ROWS, 'remove.0')).toEqual([ROWS[1]]);
    expect(rearranged(ROWS, '')).toBeNull();
  });
});

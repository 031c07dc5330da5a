import { expect, it } from 'vitest';
import { checkPublish, checkReason } from '#core/score/check-publish.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';

const other = { ...DEFAULT_MODEL, leaveAt: 0.8 };

it('a model that changes something, with a reason, may be published', () => {
  expect(checkPublish(DEFAULT_MODEL, other, '  Loyalty counts more ')).toEqual({
    ok: true,
    value: 'Loyalty counts more',
  });
});

it.each(['', '  \n', 'x'.repeat(501)])('the reason %j is refused under its name', (note) => {
  for (const refused of [checkReason(note), checkPublish(DEFAULT_MODEL, other, note)]) {
    expect(refused).toMatchObject({ ok: false, problem: { code: 'invalid_input', field: 'note' } });
  }
});

it('a model of the same numbers changes nothing, in whatever order they stand', () => {
  const { leaveAt, ...rest } = structuredClone(DEFAULT_MODEL);
  const same = { leaveAt, ...rest };
  expect(checkPublish(DEFAULT_MODEL, same, 'Why not')).toMatchObject({
    ok: false,
    problem: { code: 'invalid_input', message: 'Nothing would change.' },
  });
});

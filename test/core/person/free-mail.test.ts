import { expect, test } from 'vitest';
import { isFreeMail } from '#core/person/free-mail.ts';

test('a private address is told from one at an employer', () => {
  expect(['a@gmail.com', 'a@web.de', 'a@acme.test', 'a@mail.gmail.com.acme.test'].map(isFreeMail)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

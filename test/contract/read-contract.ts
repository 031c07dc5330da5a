import { describe, expect, test } from 'vitest';
import type { MakeWorld } from './crm-world.ts';

/** Reading by id gives the present. */
export function readContract(makeWorld: MakeWorld): void {
  describe('read', () => {
    test('gives records as they are now, and removals for ids the vendor does not know', async () => {
      const world = makeWorld({ contacts: 130, companies: 5, deals: 5 });
      const [gone = '', renamed = '', ...others] = world.truth().contacts.keys();
      world.removeContact(gone);
      world.renameContact(renamed, 'New Name');
      const batch = await world.connect().read('contact', [gone, renamed, renamed, ...others]);
      expect(batch.removals).toEqual([{ kind: 'contact', id: gone, erased: false }]);
      expect(batch.contacts).toHaveLength(129);
      expect(batch.contacts.find(({ id }) => id === renamed)?.name).toBe('New Name');
      const deal = [...world.truth().deals.keys()][0] ?? '';
      const deals = await world.connect().read('deal', [deal]);
      expect(deals.deals[0]?.contactIds).toEqual(world.truth().deals.get(deal));
    });

    test('gives the survivor for an id that went in a merge', async () => {
      const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
      const [into = '', other = ''] = world.truth().contacts.keys();
      const survivor = world.mergeContacts(into, other);
      const batch = await world.connect().read('contact', [other]);
      expect(batch.removals).toEqual([]);
      expect(batch.contacts.map(({ id }) => id)).toEqual([survivor]);
      expect(batch.merges[0]?.from).toContain(other);
      expect(batch.merges[0]?.into).toBe(survivor);
      expect(batch.merges[0]?.why).toBe('merged');
    });

    test('tells who does not want to be written to, and whose mail comes back', async () => {
      const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
      const [quiet = '', bounced = '', plain = ''] = world.truth().contacts.keys();
      world.optOut(quiet);
      world.bounceMail(bounced);
      const { contacts } = await world.connect().read('contact', [quiet, bounced, plain]);
      const told = contacts.map(
        ({ id, optedOut, emailBounced }) => [id, { optedOut, emailBounced }] as const,
      );
      expect(new Map(told)).toEqual(
        new Map([
          [quiet, { optedOut: true, emailBounced: false }],
          [bounced, { optedOut: false, emailBounced: true }],
          [plain, { optedOut: false, emailBounced: false }],
        ]),
      );
    });

    test('reads nothing for no ids', async () => {
      const world = makeWorld({ contacts: 3, companies: 0, deals: 0 });
      expect((await world.connect().read('contact', [])).contacts).toEqual([]);
    });
  });
}

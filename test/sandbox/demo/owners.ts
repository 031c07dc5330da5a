import type { Owner } from '../hubspot/portal.ts';

const NAMES: [first: string, last: string][] = [
  ['Dana', 'Whitlock'],
  ['Rahul', 'Bose'],
  ['Marta', 'Lindgren'],
  ['Tobias', 'Achterberg'],
  ['Yuki', 'Amano'],
  ['Sade', 'Akinola'],
  ['Pedro', 'Alcântara'],
  ['Claire', 'Dunmore'],
  ['Nadia', 'El-Amin'],
  ['Greg', 'Halvorsen'],
  ['Wei', 'Lun'],
  ['Ines', 'Prochnow'],
];

/** The twelve people who look after customers; the last one has left but still owns records. */
export const OWNERS: Owner[] = NAMES.map(([firstName, lastName], index) => ({
  id: String(7_001_001 + index),
  email: `${firstName}.${lastName}@northwind-cloud.example`
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z@.-]/g, ''),
  firstName,
  lastName,
  archived: index === NAMES.length - 1,
}));

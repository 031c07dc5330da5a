import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { roleOf, ROLES, type Role } from '#core/account/role.ts';

const TITLES: Record<Role, string[]> = {
  decision_maker: [
    'CEO',
    'Chief Financial Officer',
    'CTO & Co-Founder',
    'Owner',
    'VP of Engineering',
    'Vice President, Sales',
    'Director of Operations',
    'Head of Customer Success Operations',
    'Geschäftsführerin',
    'GESCHAEFTSFUEHRER',
    'Vertriebsleiter',
    'Abteilungsleiterin Produktion',
    'IT-Leiter',
    'Directrice générale',
    'Directeur des opérations',
    'PDG',
    'Responsable produit',
    'Consejero Delegado',
    'Jefa de Ventas',
    'Gerente de Operaciones',
  ],
  user: [
    'Account Manager',
    'Business Analyst',
    'Operations Coordinator',
    'Sachbearbeiterin',
    'Projektmanager',
    'Chef de projet',
    'Chargée de mission',
    'Coordinador de operaciones',
    'Power User',
    'Process Owner',
  ],
  technical: [
    'Senior Software Engineer',
    'DevOps',
    'Solutions Architect',
    'Product Owner',
    'Softwareentwickler',
    'Wirtschaftsingenieur',
    'Systemadministratorin',
    'Développeuse',
    'Ingénieur logiciel',
    'Ingeniero de sistemas',
    'Desarrolladora',
  ],
  finance: [
    'Head of Procurement',
    'Finance Director',
    'Accountant',
    'Einkäufer',
    'Leiter Einkauf',
    'Buchhalterin',
    'Responsable des achats',
    'Comptable',
    'Jefe de Compras',
    'Contable',
  ],
  legal: [
    'General Counsel',
    'Chief Legal Officer',
    'Head of Legal',
    'Data Protection Officer',
    'Rechtsanwältin',
    'Leiterin Rechtsabteilung',
    'Directeur juridique',
    'Avocate',
    'Abogado',
  ],
  marketing: [
    'Marketing Manager',
    'Brand Strategist',
    'Content Lead',
    'Pressesprecherin',
    'Chargée de communication',
    'Comunicación externa',
  ],
  other: [
    'Executive Assistant to the CEO',
    'Assistentin der Geschäftsführung',
    'Assistante de direction générale',
    'Secretaria de la directora general',
    'Intern',
    'Sales',
    '董事长',
    'Headhunter',
    'Citizen',
    '',
    '   ',
    '<script>',
  ],
};

test.each(Object.entries(TITLES).flatMap(([role, titles]) => titles.map((title) => [title, role])))(
  '"%s" is %s',
  (title, role) => {
    expect(roleOf(title)).toBe(role);
  },
);

test('nobody without a title has a role', () => {
  expect(roleOf(null)).toBe('other');
});

test('case, accents spelled apart and signs around words change nothing', () => {
  expect(roleOf('  «directrice ge\u0301ne\u0301rale» ')).toBe('decision_maker');
  expect(roleOf('(EINKA\u0308UFER)')).toBe('finance');
});

test('any text at all has one of the roles, at once', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (title) => ROLES.includes(roleOf(title))),
    { numRuns: 20_000 },
  );
  expect(roleOf(`${'leit'.repeat(50_000)} ceo`)).toBe('other');
});

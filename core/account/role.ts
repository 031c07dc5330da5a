/** What somebody is to a sale, by their title; the order is that of a list of them. */
export const ROLES = [
  'decision_maker',
  'user',
  'technical',
  'finance',
  'legal',
  'marketing',
  'other',
] as const;
export type Role = (typeof ROLES)[number];

/**
 * Words of titles in English, German, French and Spanish, without accents; `*` stands for the rest of a word. The first
 * line that fits decides. Who runs a company decides, whatever they run; lawyers and buyers answer for their function
 * at any rank below; after them a department's head decides about it.
 */
const WORDS: readonly [Role, string][] = [
  [
    'other',
    'executive assistant, personal assistant, assistant to, assistant de, assistante, assistent*, assistenz*, ' +
      'asistente, secretary, secretaire, secretaria, secretario, sekretar*, former, retired, intern, praktikant*, ' +
      'stagiaire, becario, becaria, werkstudent*',
  ],
  ['technical', 'product owner, data owner, scrum master'],
  ['user', 'proces* owner, key user, power user, chef de projet, chef de produit'],
  ['legal', 'general counsel, chief legal *, clo'],
  [
    'decision_maker',
    'chief, ceo, cfo, coo, cto, cio, cmo, cro, cpo, cso, ciso, cdo, chro, founder, cofounder, owner, president, ' +
      'managing director, managing partner, general manager, board member, chairman, chairwoman, chairperson, ' +
      'geschaftsfuhr*, geschaeftsfuehr*, geschaftsleit*, vorstand*, inhaber*, grunder*, prokurist*, pdg, dg, gerant, ' +
      'gerante, fondateur, fondatrice, directeur general, directrice generale, proprietaire, director general, ' +
      'directora general, consejero delegado, consejera delegada, gerente general, fundador*, propietari*, ' +
      'presidente, presidenta, dueno, duena',
  ],
  [
    'legal',
    'legal, counsel, lawyer, attorney, paralegal, compliance, privacy, data protection, dpo, jurist*, rechts*, ' +
      'justitiar*, syndikus*, anwalt*, anwaltin, datenschutz*, juridique, avocat, avocate, conformite, abogad*, ' +
      'juridic*, cumplimiento',
  ],
  [
    'finance',
    'finance, financial, finances, controller, controlling, accountant, accounting, accounts payable, treasurer, ' +
      'treasury, procurement, purchasing, buyer, sourcing, finanz*, buchhalt*, einkauf*, einkaufer*, ' +
      'beschaffung*, rechnungswesen, kaufmannisch*, financier, financiere, comptable, comptabilite, tresorier*, ' +
      'achat, achats, acheteur, acheteuse, approvisionnement*, finanzas, financier*, contable, contabilidad, ' +
      'tesorer*, compras, comprador*, adquisiciones',
  ],
  [
    'decision_maker',
    'vp, svp, evp, vice president, vicepresident*, head, director, directors, direktor*, leiter*, *leiter, ' +
      '*leiterin, leitung, *leitung, chef, cheffe, bereichsvorstand, directeur, directrice, responsable, vice ' +
      'presidente, directora, gerente, jefe, jefa',
  ],
  [
    'technical',
    'engineer, engineering, developer, software, devops, sre, architect, administrator, admin, sysadmin, it, ' +
      'technical, technician, technology, security, data, programmer, infrastructure, *entwickler, *entwicklerin, ' +
      'entwicklung*, *ingenieur*, *architekt*, *administrator*, *techniker*, informatik*, edv*, technik*, ingenieur*, ' +
      'developpeu*, informatique, technique, technicien*, architecte, ingenier*, desarrollador*, informatic*, tecnic*, ' +
      'sistemas, arquitect*, programador*',
  ],
  [
    'marketing',
    'marketing, brand, communications, communication, content, pr, public relations, social media, community, ' +
      'growth, demand generation, kommunikation*, presse*, werbung, redakteur*, offentlichkeitsarbeit, marque, ' +
      'relations publiques, comunicacion*, mercadeo, mercadotecnia, marca, publicidad',
  ],
  [
    'user',
    'user, champion, customer success, manager, analyst, specialist, coordinator, operator, operations, supervisor, team lead, ' +
      'consultant, advisor, planner, representative, support, project, product, anwender*, nutzer*, ' +
      'sachbearbeiter*, referent*, koordinator*, projekt*, mitarbeiter*, berater*, fachkraft*, spezialist*, ' +
      'utilisateur, utilisatrice, charge, chargee, gestionnaire, analyste, coordinateur, coordinatrice, conseiller*, ' +
      'usuario, usuaria, analista, coordinador*, especialista, gestor*, operador*, encargad*, tecnico',
  ],
];

const ROWS = WORDS.map(([role, words]) => [role, patternOf(words)] as const);

function patternOf(words: string): RegExp {
  const each = words.split(', ').map((word) => word.replaceAll(' *', '( [a-z]+)?').replaceAll('*', '[a-z]*'));
  return new RegExp(` (?:${each.join('|')}) `);
}

/** Longer texts are no titles; what is cut off would only cost time. */
const READ = 200;

/** The role a title tells of; `other` where it tells none, or none we know. */
export function roleOf(title: string | null): Role {
  if (title === null) return 'other';
  const plain = title
    .slice(0, READ)
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z]+/g, ' ');
  const padded = ` ${plain.trim()} `;
  return ROWS.find(([, pattern]) => pattern.test(padded))?.[0] ?? 'other';
}

import { normalizeEmail } from '#core/person/person.ts';
import { parseDecimal } from './decimal.ts';
import { IMPORT_FIELDS, type ImportField, type ImportMapping } from './mapping.ts';
import { parseMoment } from './moment.ts';
import type { ColumnProfile } from './profile.ts';
import { typeNamed } from './signal-name.ts';

/** Header words in English, German, French and Spanish, as `wordOf` makes them. */
const NAMES: Record<ImportField, string> = {
  email: `email emailaddress mail contactemail useremail customeremail emailadresse mailadresse courriel
    adresseemail adressemail correo correoelectronico`,
  personId: 'personid groundswellid personenid',
  recordId:
    'recordid contactid crmid hubspotid hsobjectid salesforceid leadid kontaktid idcontact idcontacto',
  type: 'type signal signaltype event eventtype activity activitytype typ art signaltyp ereignis tipo evento',
  occurredAt: `occurredat date time timestamp when datetime createdat submittedat day datum zeitpunkt zeitstempel
    zeit tag erstelltam horodatage jour fecha fechahora dia`,
  value: `value score rating points answer satisfactionscore npsscore csatscore wert punkte bewertung antwort
    valeur reponse evaluation valor puntuacion respuesta`,
  source: `source url link proof comment quelle kommentar notiz lien preuve commentaire fuente enlace comentario`,
  key: 'key id signalkey eventid ticketid responseid idempotencykey externalid schluessel schlussel cle clave',
  reportedBy: 'reportedby reporter owner csm gemeldetvon melder signalepar informadopor',
};

/**
 * The column each field most likely is: by its header, then by its cells where they can be nothing else; none where
 * nothing fits, or two columns do.
 */
export function guessColumns(
  columns: readonly Pick<ColumnProfile, 'name' | 'samples'>[],
): ImportMapping['columns'] {
  const words = columns.map(({ name }) => wordOf(name));
  const found: ImportMapping['columns'] = {};
  for (const field of IMPORT_FIELDS) {
    const name = NAMES[field].split(/\s+/).find((each) => words.includes(each));
    if (name === undefined || words.indexOf(name) !== words.lastIndexOf(name)) continue;
    found[field] = words.indexOf(name);
  }
  for (const [field, fits] of CELLS) {
    if (found[field] !== undefined) continue;
    const taken = new Set(Object.values(found));
    const fitting = columns.flatMap(({ samples }, at) =>
      !taken.has(at) && mostOf(samples, fits) ? [at] : [],
    );
    if (fitting.length === 1) found[field] = fitting[0];
  }
  return found;
}

/** `Évaluation` as `evaluation`. */
function wordOf(header: string): string {
  return header
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '');
}

/** What only cells of a field look like, the surest first. */
const CELLS: [field: ImportField, fits: (cell: string) => boolean][] = [
  ['email', (cell) => normalizeEmail(cell) !== null],
  ['type', (cell) => typeNamed(cell) !== null],
  [
    'occurredAt',
    (cell) => /\d\D+\d/.test(cell) && parseMoment(cell, null, (wall) => wall).ok && !isAnswer(cell),
  ],
  ['value', isAnswer],
];

/** No answer is above 100; a larger number is an id, an amount or a day. */
function isAnswer(cell: string): boolean {
  return (['dot', 'comma'] as const).some((mark) => {
    const read = parseDecimal(cell, mark);
    return read.ok && read.value !== null && Math.abs(read.value) <= 100;
  });
}

function mostOf(samples: readonly string[], fits: (cell: string) => boolean): boolean {
  return samples.filter(fits).length * 2 > samples.length;
}

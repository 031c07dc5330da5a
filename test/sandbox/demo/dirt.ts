import type { Properties } from '../hubspot/record.ts';
import { pick, type Random } from '../random.ts';
import { slug, type Company } from './company.ts';
import type { World } from './world.ts';

const SHARED = ['info', 'team', 'accounts', 'it', 'procurement'];
const EMOJI = ['🌸', '🚀', '✨', '🐙', '👩‍💻', '🇧🇷'];

/** Names typed by pranksters, testers and importers; each must be shown as text and do nothing. */
const HOSTILE: [first: string, last: string][] = [
  ['<!channel>', 'Okafor'],
  ['<script>alert("hi")</script>', 'Tester'],
  ['=HYPERLINK("https://example.com","click")', 'Sheet'],
  ["Robert'); DROP TABLE contacts;--", 'Tables'],
  ['__proto__', 'constructor'],
  ['{{7*7}}', '${7*7}'],
  ['*bold* _it_ ~no~ `code`', '<@U012AB3CD>'],
  ['Null', 'Undefined'],
  ['\u202Egnp.exe', 'Override'],
  ['Zero\u200BWidth', 'No\u00A0Break'],
  ['Maximiliana'.repeat(900), 'Long'],
  ['-', '.'],
];
const FIRST_HOSTILE = 37;
const HOSTILE_STEP = 211;

/** The record as years of imports and hasty typing leave it. */
export function soil(
  world: World,
  index: number,
  random: Random,
  clean: Properties,
  company: Company,
): Properties {
  const properties = { ...clean };
  dirtyName(random, properties);
  dirtyAddress(random, properties, company);
  const hostile = (index - FIRST_HOSTILE) / HOSTILE_STEP;
  const name = Number.isInteger(hostile) ? HOSTILE[hostile] : undefined;
  if (name && index < world.people) [properties['firstname'], properties['lastname']] = name;
  for (const key of Object.keys(properties)) if (properties[key] === '') delete properties[key];
  return properties;
}

function dirtyName(random: Random, properties: Properties): void {
  const chance = random();
  const first = properties['firstname'] ?? '';
  const last = properties['lastname'] ?? '';
  if (chance < 0.012) properties['firstname'] = `${first} ${pick(random, EMOJI)}`;
  else if (chance < 0.027) properties['lastname'] = `${last}  `;
  else if (chance < 0.037)
    [properties['firstname'], properties['lastname']] = [first.toUpperCase(), last.toUpperCase()];
  else if (chance < 0.047)
    [properties['firstname'], properties['lastname']] = [first.toLowerCase(), last.toLowerCase()];
  else if (chance < 0.053) properties['firstname'] = first.normalize('NFD');
  else if (chance < 0.073) delete properties['lastname'];
  else if (chance < 0.079) [properties['firstname'], properties['lastname']] = ['', ''];
}

function dirtyAddress(random: Random, properties: Properties, company: Company): void {
  const chance = random();
  if (chance < 0.06) delete properties['email'];
  else if (chance < 0.072) properties['email'] = `${pick(random, SHARED)}@${company.domain}`;
  else if (chance < 0.1)
    properties['email'] =
      `${slug(properties['firstname'] ?? '') || 'person'}.${Math.floor(random() * 1e5)}@mailbox.example`;
  if (random() < 0.02 && properties['phone']) properties['phone'] = properties['phone'].replaceAll(/\D/g, '');
  if (random() < 0.01) properties['nps_score'] = '';
}

import { DEFAULT_MODEL } from '#core/score/model.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';

/** `docs/signals.md`: every signal with its default points and the reason, a table for each pillar. */
export function signalsPage(): string {
  const intro = [
    '# The signals',
    '',
    `${SIGNAL_TYPES.length} types of signal make a score. A point is a hundredth of a full pillar as long as its cap is 100; the`,
    'points are those of a fresh signal at its kindest, and an admin may change each of them in a model of their own.',
    'An _act_ is something the person chose to do; acts are what a back-test looks for. _Felt_ marks what tells how',
    'somebody feels about us: the law lets nobody pay for that, so no reward rule may depend on it (16 CFR 465).',
    '',
    'This page is written by `npm run signals` from `core/signal/catalogue.ts`, and a test keeps it true.',
  ];
  return [...intro, ...PILLARS.flatMap(pillarSection), ''].join('\n');
}

function pillarSection(pillar: (typeof PILLARS)[number]): string[] {
  const { halfLife, weight, cap } = DEFAULT_MODEL.pillars[pillar];
  const title = pillar.charAt(0).toUpperCase() + pillar.slice(1).replaceAll('_', ' ');
  const types = SIGNAL_TYPES.filter((type) => SIGNALS[type].pillar === pillar);
  return [
    '',
    `## ${title}`,
    '',
    `Half-life ${halfLife / DAY} days, weight ${weight}, full at ${cap} points.`,
    '',
    '| signal | type | points | value | why |',
    '| --- | --- | --- | --- | --- |',
    ...types.map(row),
  ];
}

function row(type: SignalType): string {
  const { label, act, sentiment, range, strength, why } = SIGNALS[type];
  const marks = [act ? 'act' : '', sentiment ? 'felt' : ''].filter((mark) => mark !== '').join(', ');
  const value = range === null ? '' : `${range.min} to ${range.max}${range.required ? '' : ', if known'}`;
  return `| ${label}${marks === '' ? '' : ` (_${marks}_)`} | \`${type}\` | ${strength} | ${value} | ${why} |`;
}

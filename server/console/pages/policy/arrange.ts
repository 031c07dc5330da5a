import type { TypedBand, TypedPolicy, TypedRule } from './typed.ts';

/** A rule nobody has written yet. */
const FRESH: TypedRule = {
  name: '',
  currency: 'USD',
  sources: [],
  programmes: [],
  otherProgrammes: '',
  trust: [],
  bands: [{ upTo: '', managers: '1', finance: false }],
};

/**
 * What is typed after a button was pressed: `rules.add`, `rules.2.up`, `rules.2.down`, `rules.2.remove`,
 * `rules.2.bands.add`, `rules.2.bands.1.remove`. Any other changes nothing.
 */
export function arranged(typed: TypedPolicy, button: string): TypedPolicy {
  // Above the others, for the first rule that fits counts.
  if (button === 'rules.add') return { ...typed, rules: [FRESH, ...typed.rules] };
  const [, rule, what, band] =
    /^rules\.(\d+)\.(up|down|remove|bands)(?:\.(add|\d+\.remove))?$/.exec(button) ?? [];
  const at = Number(rule);
  const found = typed.rules[at];
  if (found === undefined) return typed;
  if (what === 'up') return { ...typed, rules: swapped(typed.rules, at - 1, at) };
  if (what === 'down') return { ...typed, rules: swapped(typed.rules, at, at + 1) };
  if (what === 'remove') return { ...typed, rules: typed.rules.toSpliced(at, 1) };
  const bands =
    band === 'add' ? widened(found.bands) : narrowed(found.bands, Number.parseInt(band ?? '', 10));
  return { ...typed, rules: typed.rules.with(at, { ...found, bands }) };
}

/** The place of the rule a button is about once it was pressed; null for any other button. */
export function movedTo(button: string): number | null {
  if (button === 'rules.add') return 0;
  const [, rule, what] = /^rules\.(\d+)\.(up|down|bands)\b/.exec(button) ?? [];
  if (what === undefined) return null;
  return Number(rule) + (what === 'up' ? -1 : what === 'down' ? 1 : 0);
}

/** The places of rules whose fields are shown: what was just arranged or differs from the policy it is a change of; the first where none does. */
export function openedIn(typed: TypedPolicy, base: TypedPolicy, at: number | null): Set<number> {
  const known = new Set(base.rules.map((rule) => JSON.stringify(rule)));
  const places = typed.rules.flatMap((rule, place) =>
    place === at || !known.has(JSON.stringify(rule)) ? [place] : [],
  );
  return new Set(places.length === 0 ? [0] : places);
}

function swapped(rules: TypedRule[], one: number, other: number): TypedRule[] {
  const [a, b] = [rules[one], rules[other]];
  return a === undefined || b === undefined ? rules : rules.with(one, b).with(other, a);
}

/** One more limit, below the last line that has none. */
function widened(bands: TypedBand[]): TypedBand[] {
  return bands.toSpliced(-1, 0, { upTo: '', managers: '1', finance: false });
}

/** Without one limit; the line without any stays. */
function narrowed(bands: TypedBand[], at: number): TypedBand[] {
  return at >= 0 && at < bands.length - 1 ? bands.toSpliced(at, 1) : bands;
}

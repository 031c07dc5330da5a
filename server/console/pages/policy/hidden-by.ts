import { currencyIn, programmesIn, type TypedRule } from './typed.ts';

/** The rule above that takes everything one could, so that it never counts; null where there is none. */
export function hiddenBy(rules: readonly TypedRule[], at: number): TypedRule | null {
  const rule = rules[at];
  if (rule === undefined) return null;
  return rules.slice(0, at).find((above) => takesAll(above, rule)) ?? null;
}

function takesAll(above: TypedRule, rule: TypedRule): boolean {
  return (
    currencyIn(above.currency) === currencyIn(rule.currency) &&
    covers(above.sources, rule.sources) &&
    covers(programmesIn(above), programmesIn(rule)) &&
    covers(above.trust, rule.trust)
  );
}

/** Whether a condition holds wherever another does; an empty one always holds. */
function covers(above: readonly string[], below: readonly string[]): boolean {
  return above.length === 0 || (below.length > 0 && below.every((each) => above.includes(each)));
}

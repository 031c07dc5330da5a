import { SIGNAL_TYPES, SIGNALS, type SignalType } from '#core/signal/catalogue.ts';

/** Acts strangers see: who was rewarded for one says so beside it (16 CFR 255.5). */
export const PUBLIC_ACTS: readonly SignalType[] = [
  'review',
  'testimonial',
  'case_study',
  'speaking',
  'share',
];

/** Whether the words of an act name one that strangers see, by its type or its label. */
export function isPublicAct(act: string): boolean {
  const type = actNamed(act);
  return type !== null && PUBLIC_ACTS.includes(type);
}

/** The type an act's words name, by type or label, or null where they are somebody's own. */
export function actNamed(act: string): SignalType | null {
  const said = act.trim().toLowerCase();
  return (
    SIGNAL_TYPES.find(
      (type) =>
        said === SIGNALS[type].label.toLowerCase() || said === type || said === type.replaceAll('_', ' '),
    ) ?? null
  );
}

/** Whether something given for these acts (null: any) needs words to be said beside one of them. */
export function needsDisclosure(acts: readonly SignalType[] | null): boolean {
  return acts === null || acts.some((act) => PUBLIC_ACTS.includes(act));
}

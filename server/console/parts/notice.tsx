import type { Child } from 'hono/jsx';
import type { Problem } from '#core/problem.ts';
import type { Flash } from '#server/console/flash.ts';
import { Icon } from './icon.tsx';

/** A problem in words: what happened, and what to do. `urgent` has it read out at once. */
export function ProblemNotice({
  problem,
  id,
  urgent = false,
  children,
}: {
  problem: Pick<Problem, 'message' | 'remedy'>;
  id?: string;
  urgent?: boolean;
  /** Where to go with it. */
  children?: Child;
}) {
  return (
    <div class="notice notice-bad" id={id} role={urgent ? 'alert' : undefined}>
      <Icon name="alert" />
      <p>
        <strong>{problem.message}</strong> {problem.remedy} {children}
      </p>
    </div>
  );
}

/** What the last form did, said once. */
export function FlashNotice({ flash }: { flash: Flash | null }) {
  if (flash === null) return null;
  if ('problem' in flash) return <ProblemNotice problem={flash.problem} urgent />;
  return (
    <div class="notice notice-good" role="status">
      <Icon name="check" />
      <p>{flash.done}</p>
    </div>
  );
}

/** What a page shows before there is anything on it: what will be here, and how to get there. */
export function Empty({ title, children }: { title: string; children: Child }) {
  return (
    <div class="empty">
      <svg class="empty-sea" width="96" height="40" viewBox="0 0 96 40" aria-hidden="true">
        <path d="M2 26c9 0 11-12 22-12s13 12 24 12 13-12 24-12 13 12 22 12" />
        <path d="M2 36c9 0 11-8 22-8s13 8 24 8 13-8 24-8 13 8 22 8" />
      </svg>
      <h2>{title}</h2>
      <div class="empty-text">{children}</div>
    </div>
  );
}

import { Field, problemId, type Refused } from '#server/console/parts/field.tsx';
import { Brand } from '#server/console/parts/mark.tsx';
import { Swell } from '#server/console/parts/swell.tsx';
import { FlashNotice, ProblemNotice } from '#server/console/parts/notice.tsx';
import type { Flash } from '#server/console/flash.ts';

/** The way in. */
export function SignInPage({
  next,
  refused,
  flash,
}: {
  next: string;
  refused: Refused | null;
  flash: Flash | null;
}) {
  return (
    <main class="door" id="content">
      <Swell />
      <div class="door-card">
        <Brand />
        <h1>Sign in</h1>
        <p class="quiet">Happy customers, turned into advocates, inside the tools you already work in.</p>
        <FlashNotice flash={flash} />
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId('sign-in')} urgent />
        )}
        <form method="post" action="/console/sign-in">
          <input type="hidden" name="next" value={next} />
          <Field
            form="sign-in"
            name="token"
            type="password"
            label="Admin token"
            hint="The value of ADMIN_TOKEN on your server."
            autocomplete="current-password"
            required
            refused={refused}
          />
          <button class="button button-main button-wide" type="submit">
            Sign in
          </button>
        </form>
      </div>
    </main>
  );
}

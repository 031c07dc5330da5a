import { Field, problemId, type Refused } from '#server/console/parts/field.tsx';
import { Brand } from '#server/console/parts/mark.tsx';
import { Swell } from '#server/console/parts/swell.tsx';
import { FlashNotice, ProblemNotice } from '#server/console/parts/notice.tsx';
import type { Flash } from '#server/console/flash.ts';

interface SignInProps {
  next: string;
  refused: Refused | null;
  flash: Flash | null;
  /** Whether the admin token still opens the console. */
  takesToken: boolean;
  /** Whether a Slack workspace is connected that people may come from. */
  hasSlack: boolean;
}

/** The way in: as oneself through Slack, and by the admin token until an owner has come that way. */
export function SignInPage({ next, refused, flash, takesToken, hasSlack }: SignInProps) {
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
        {hasSlack ? (
          <a
            class={`button button-wide ${takesToken ? '' : 'button-main'}`.trim()}
            href={`/sign-in/slack?next=${encodeURIComponent(next)}`}
          >
            Sign in with Slack
          </a>
        ) : null}
        {takesToken ? <TokenForm next={next} refused={refused} hasSlack={hasSlack} /> : null}
        {takesToken ? null : (
          <p class="hint">
            Owners and admins let people in under People and roles. The admin token opens the console only
            while no owner has signed in.
          </p>
        )}
      </div>
    </main>
  );
}

function TokenForm({ next, refused, hasSlack }: Pick<SignInProps, 'next' | 'refused' | 'hasSlack'>) {
  return (
    <>
      {hasSlack ? <p class="door-or">or, until an owner has signed in</p> : null}
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
    </>
  );
}

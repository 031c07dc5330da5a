import { Field, type Refused } from '#server/console/parts/field.tsx';
import { Brand } from '#server/console/parts/mark.tsx';
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
        {refused === null ? null : <ProblemNotice problem={refused.problem} urgent />}
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
            refused={null}
          />
          <button class="button button-main button-wide" type="submit">
            Sign in
          </button>
        </form>
      </div>
    </main>
  );
}

function Swell() {
  return (
    <svg class="swell" viewBox="0 0 1440 420" preserveAspectRatio="none" aria-hidden="true">
      <path class="swell-1" d="M0 210C180 120 300 60 470 120s250 170 430 130 260-190 540-150v320H0z" />
      <path class="swell-2" d="M0 270c160-30 280-90 450-50s270 110 450 70 300-130 540-90v220H0z" />
      <path class="swell-3" d="M0 340c200-50 320-10 480 10s260 20 430-20 330-60 530-20v110H0z" />
    </svg>
  );
}

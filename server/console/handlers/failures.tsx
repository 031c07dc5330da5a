import type { Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { barePage, page } from '#server/console/page.tsx';
import { BrokenPage, ProblemPage } from '#server/console/pages/failures.tsx';
import { statusOf } from '#server/errors.ts';

/** Answers with a problem where a page should be. */
export function problemPage(c: Context<AppEnv>, title: string, problem: Problem): Promise<Response> {
  const status = statusOf(problem.code);
  return page(c, { title, here: 'elsewhere', status }, <ProblemPage title={title} problem={problem} />);
}

export function missing(c: Context<AppEnv>): Promise<Response> {
  return problemPage(c, 'Not found', {
    code: 'not_found',
    message: 'There is no such page.',
    remedy: 'The address may be mistyped, or what it showed is gone.',
  });
}

export function forbidden(c: Context<AppEnv>): Promise<Response> {
  const problem = {
    message: 'This form was sent from somewhere else.',
    remedy: 'Open the page here and send it again.',
  };
  return barePage(
    c,
    { title: 'Refused', status: 403 },
    <main class="door" id="content">
      <div class="door-card">
        <ProblemPage title="Refused" problem={problem} />
      </div>
    </main>,
  );
}

export function tooLarge(c: Context<AppEnv>): Promise<Response> {
  return barePage(
    c,
    { title: 'Too large', status: 413 },
    <main class="door" id="content">
      <div class="door-card">
        <ProblemPage
          title="Too large"
          problem={{
            message: 'This form holds more than we take.',
            remedy: 'Go back and shorten what you typed.',
          }}
        />
      </div>
    </main>,
  );
}

export function broken(c: Context<AppEnv>): Promise<Response> {
  return barePage(c, { title: 'Something went wrong', status: 500 }, <BrokenPage />);
}

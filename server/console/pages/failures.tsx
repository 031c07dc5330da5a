import type { Problem } from '#core/problem.ts';
import { Brand } from '#server/console/parts/mark.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';

/** What is shown where a page should be. */
export function ProblemPage({
  title,
  problem,
}: {
  title: string;
  problem: Pick<Problem, 'message' | 'remedy'>;
}) {
  return (
    <>
      <h1 class="visually-hidden">{title}</h1>
      <Empty title={problem.message}>
        <p>{problem.remedy}</p>
        <p>
          <a class="button" href="/console">
            Go to the overview
          </a>
        </p>
      </Empty>
    </>
  );
}

/** Shown when we failed: it asks nothing of the parts that may be broken. */
export function BrokenPage() {
  return (
    <main class="door" id="content">
      <div class="door-card">
        <Brand />
        <h1>Something went wrong</h1>
        <ProblemNotice
          problem={{
            message: 'The fault is on our side, and nothing you entered was half saved.',
            remedy: 'Try again; if it stays, tell whoever runs this server.',
          }}
        />
        <p>
          <a class="button" href="/console">
            Go to the overview
          </a>
        </p>
      </div>
    </main>
  );
}

import { ok, refuse, type Result } from '#core/problem.ts';
import { createSlackApp } from '#slack-app/app.ts';
import type { AdvocateView } from '#slack-app/features/advocate-alert/view.ts';
import type { SlackVerbs } from '#slack-app/verbs.ts';
import { REWARD } from './views.ts';
import { NOW, SECRET } from './signed-request.ts';

const CONSOLE = 'https://groundswell.test/console';

/** What a verb answers that a test did not expect to be asked. */
const unset = refuse('internal', 'Nobody said what this answers.', 'Say it in the test.');

export interface Recording {
  /** Every verb called and its arguments, and `answered` where the answer left. */
  steps: unknown[][];
  verbs: SlackVerbs;
}

type Answer<Verb extends keyof SlackVerbs> = Awaited<ReturnType<SlackVerbs[Verb]>>;
type Answers = { [Verb in keyof SlackVerbs]?: Answer<Verb> | Promise<Answer<Verb>> | Error };

/** Verbs that write down what was asked of them; `answers` replaces what they say: a value, a promise or an error. */
export function recordingVerbs(answers: Answers = {}): Recording {
  const steps: unknown[][] = [];
  const verb =
    <T>(name: keyof SlackVerbs, given: T | Promise<T> | Error | undefined, usual: T) =>
    async (...args: unknown[]): Promise<T> => {
      steps.push([name, ...args]);
      const answer = await given;
      if (answer instanceof Error) throw answer;
      return answer ?? usual;
    };
  const verbs: SlackVerbs = {
    decideReward: verb('decideReward', answers.decideReward, ok(null)),
    rewardSubject: verb('rewardSubject', answers.rewardSubject, ok(REWARD)),
    revisionForm: verb('revisionForm', answers.revisionForm, unset),
    reviseReward: verb('reviseReward', answers.reviseReward, ok(null)),
    thankAdvocate: verb('thankAdvocate', answers.thankAdvocate, ok(null)),
    snoozeAlert: verb('snoozeAlert', answers.snoozeAlert, ok(null)),
    topAdvocates: verb<Result<AdvocateView[]>>('topAdvocates', answers.topAdvocates, ok([])),
    rewardsFor: verb('rewardsFor', answers.rewardsFor, unset),
    homeFor: verb('homeFor', answers.homeFor, unset),
    setDelegate: verb('setDelegate', answers.setDelegate, ok(null)),
    clearDelegate: verb('clearDelegate', answers.clearDelegate, ok(null)),
    setDigest: verb('setDigest', answers.setDigest, ok(null)),
    proposeForm: verb('proposeForm', answers.proposeForm, unset),
    findPeople: verb('findPeople', answers.findPeople, unset),
    proposeReward: verb('proposeReward', answers.proposeReward, unset),
    publishHome: verb('publishHome', answers.publishHome, undefined),
    uninstalled: verb('uninstalled', answers.uninstalled, undefined),
    noteReplaced: verb('noteReplaced', answers.noteReplaced, undefined),
    countUnknown: verb('countUnknown', answers.countUnknown, undefined),
    openModal: verb('openModal', answers.openModal, undefined),
    whisper: verb('whisper', answers.whisper, undefined),
  };
  return { steps, verbs };
}

/** Sends requests to an app and waits for what it does after answering. */
export function slackApp(recording: Recording) {
  const app = createSlackApp({
    signingSecret: SECRET,
    verbs: recording.verbs,
    consoleUrl: CONSOLE,
    now: () => NOW,
  });
  return async (request: Request): Promise<{ status: number; body: string; failures: unknown[] }> => {
    const work: Promise<unknown>[] = [];
    const response = await app.handle(request, (promise) => work.push(promise));
    recording.steps.push(['answered', response.status]);
    const settled = await Promise.allSettled(work);
    const failures = settled.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    return { status: response.status, body: await response.text(), failures };
  };
}

/** Sends one request and does not wait for what the app does after answering. */
export async function firstAnswer(recording: Recording, request: Request): Promise<Response> {
  const app = createSlackApp({
    signingSecret: SECRET,
    verbs: recording.verbs,
    consoleUrl: CONSOLE,
    now: () => NOW,
  });
  return app.handle(request, () => {});
}

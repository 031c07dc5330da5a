import type { AppAnswer } from './answer.ts';

/** What a person's action came to. `message` is what Slack would show them. */
export type Outcome =
  | { ok: true }
  | { ok: false; error: string; message: string; fields?: Record<string, string> };

/** An action that could not be carried out. */
export function failed(error: string, message: string, fields?: Record<string, string>): Outcome {
  return fields === undefined ? { ok: false, error, message } : { ok: false, error, message, fields };
}

/** Reads the app's answer to something that wants no more than a 200. */
export function acknowledged(answer: AppAnswer, appName: string): Outcome {
  if (answer.kind === 'timeout') {
    return failed('operation_timeout', `${appName} did not answer within 3 seconds. Try again in a moment.`);
  }
  if (answer.kind === 'unreachable') {
    return failed('connection_failed', `${appName} could not be reached. Try again in a moment.`);
  }
  if (answer.status === 200) return { ok: true };
  return failed(`http_${answer.status}`, `${appName} responded with status code ${answer.status}.`);
}

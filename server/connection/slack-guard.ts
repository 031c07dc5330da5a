import { createGuard, type Guard, replacedWords } from '#slack-app/guard.ts';
import { identityOf, type Line, workspaceOf } from './line.ts';

/** What stands before every call to Slack: whatever it replaces is logged, and kept where an admin sees it. */
export function guardOf(line: Line): Guard {
  return createGuard({
    consoleUrl: `${line.config.PUBLIC_URL}/console`,
    replaced: (what) => {
      console.error('not fit for Slack', what.about, JSON.stringify(what.violations));
      line.after(workspaceOf(line).connections.noteReplaced(identityOf(line).id, replacedWords(what)));
    },
  });
}

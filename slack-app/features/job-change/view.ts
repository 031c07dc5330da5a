/** What happened to somebody's job or address, as a Slack message shows it. Plain data; strings may hold anything. */
export interface JobChangeView {
  name: string;
  /** Display name of the tier they stood in, in lower case. */
  tier: string;
  change:
    | {
        kind: 'moved';
        from: string;
        to: string;
        /** Their title now; null where none is known. */
        title: string | null;
        /** What the new company is to us. */
        account: 'customer' | 'open_deal' | 'unknown';
        /** Who looks after the new company; null where nobody does yet. `slackId` is who they are in this team. */
        owner: { name: string; slackId: string | null } | null;
        /** Whether mail to their address comes back since. */
        unreachable: boolean;
      }
    /** No company is named any more; `title` is their new one, null where it is the old. */
    | { kind: 'left'; from: string; title: string | null }
    | {
        kind: 'title_changed';
        company: string | null;
        from: string;
        to: string;
        step: 'up' | 'down' | 'sideways';
      }
    | { kind: 'bounced'; company: string | null; email: string | null };
  state: JobChangeState;
  /** The person's record in the CRM, with the CRM's name for the button. */
  record: { crm: string; url: string } | null;
  consoleUrl: string;
}

/** Where a change stands; `by` is a display name. */
export type JobChangeState =
  | { kind: 'open' }
  | { kind: 'confirmed'; by: string }
  | { kind: 'rejected'; by: string }
  /** The CRM took it back, `why` says how. */
  | { kind: 'taken_back'; why: string };

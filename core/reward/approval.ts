import { displayActor, isSameActor } from '#core/actor/actor.ts';
import { may, type Permission, type Role } from '#core/member/role.ts';
import { refuse, type Problem, type Refusal } from '#core/problem.ts';
import { proposerOf, type Reward } from './reward.ts';

/** The permission a yes takes: a manager's, or finance's. */
export type Step = Extract<Permission, 'approve' | 'approve_finance'>;

/** One yes. `onBehalfOf` is whom they stood in for, null where they decided in their own right. */
export interface Approval {
  by: string;
  onBehalfOf: string | null;
  step: Step;
  at: number;
}

/** What somebody may do at the moment they decide: their role, and whom they stand in for. */
export interface Standing {
  role: Role | null;
  delegators: readonly { actor: string; role: Role }[];
  /** Whether the proposal is theirs under another name of theirs; their own name need not be told. */
  isProposer?: boolean;
}

/** The step a proposed reward waits for, or null once every yes is there. */
export function nextStep({ chain, approvals }: Pick<Reward, 'chain' | 'approvals'>): Step | null {
  return chain[approvals.length] ?? null;
}

/** The yes somebody may give now, or why they may not: `self_approval`, `already_decided`, or `forbidden`. */
export function approvalBy(
  reward: Reward,
  by: string,
  { role, delegators }: Standing,
  at: number,
): { ok: true; value: Approval } | Refusal {
  if (isProposerOf(reward, by)) return { ok: false, problem: { ...selfApproval(reward), field: 'by' } };
  const step = nextStep(reward);
  if (step === null) return refuse('already_decided', 'Nothing is left to approve.', 'Reload to see it.');
  if (spokeFor(reward, by)) {
    return refuse(
      'already_decided',
      'You approved this already; it needs somebody else, too.',
      waitsFor(step),
    );
  }
  if (role !== null && may(role, step)) return { ok: true, value: { by, onBehalfOf: null, step, at } };
  const principal = delegators.find(
    ({ actor, role: theirs }) =>
      may(theirs, step) && !isProposerOf(reward, actor) && !spokeFor(reward, actor),
  );
  if (principal === undefined) return notTheirs(reward, { role, delegators });
  return { ok: true, value: { by, onBehalfOf: principal.actor, step, at } };
}

/** Whether one of the yeses is somebody's own, or was given for them. */
function spokeFor({ approvals }: Reward, actor: string): boolean {
  return approvals.some(
    ({ by, onBehalfOf }) => isSameActor(by, actor) || isSameActor(onBehalfOf ?? '', actor),
  );
}

/** Whether somebody stands behind a proposal: proposed it, told of its act, or changed it. */
export function isProposerOf(
  reward: Pick<Reward, 'proposedBy' | 'reportedBy' | 'revisers'>,
  by: string,
): boolean {
  return [proposerOf(reward), ...reward.revisers].some((each) => isSameActor(by, each));
}

/** What whoever a reward rests on is told when they approve it. */
export function selfApproval({ reportedBy }: Pick<Reward, 'reportedBy'>): Problem {
  const message =
    reportedBy === null
      ? 'You proposed this reward, so you cannot approve it.'
      : 'You told of the act this reward is for, so you cannot approve it.';
  return { code: 'self_approval', message, remedy: 'Ask a colleague to decide.' };
}

/** Whether somebody may decide at all, where what they decide moves no money: any approver, in person or for another. */
export function maySay({ role, delegators }: Standing): boolean {
  const roles = [role, ...delegators.map((each) => each.role)];
  return roles.some((each) => each !== null && (may(each, 'approve') || may(each, 'approve_finance')));
}

/** Who is waited for, in words. */
export function waitsFor(step: Step): string {
  return step === 'approve' ? 'It waits for another manager.' : 'It waits for finance.';
}

/** Nobody is told to get another's role: that two people look is what the steps are for. */
function notTheirs(reward: Pick<Reward, 'chain' | 'approvals'>, { role, delegators }: Standing): Refusal {
  const [step, ...later] = reward.chain.slice(reward.approvals.length);
  if (step === 'approve_finance') {
    return refuse(
      'forbidden',
      'Finance must approve this now, and that is not your role.',
      'Leave it to finance.',
    );
  }
  const roles = [role, ...delegators.map((each) => each.role)];
  const isNext =
    later.includes('approve_finance') && roles.some((each) => each !== null && may(each, 'approve_finance'));
  if (!isNext) {
    return refuse(
      'forbidden',
      'A manager must approve this, and you are not one now.',
      'Leave it to a manager.',
    );
  }
  const people = later.includes('approve') ? 'two managers' : 'a manager';
  return refuse(
    'forbidden',
    `First ${people} must approve this, then you.`,
    'It waits for you once they have.',
  );
}

/** Who gave their yes, in order, as people know them. */
export function approvers(approvals: readonly Approval[]): string {
  return approvals
    .map(({ by, onBehalfOf }) =>
      onBehalfOf === null ? displayActor(by) : `${displayActor(by)} for ${displayActor(onBehalfOf)}`,
    )
    .join(', ');
}

export const REWARDS_ARGUMENT = 'rewards';
export const LIST_APPROVE_ACTION = 'rewards_approve';
export const LIST_REVIEW_ACTION = 'rewards_review';

export const APPROVE_ACTION = 'reward_approve';
export const DECLINE_ACTION = 'reward_decline';
export const DECLINE_MODAL = 'reward_decline_modal';
export const REASON_BLOCK = 'reward_decline_reason';
export const REASON_INPUT = 'reason';

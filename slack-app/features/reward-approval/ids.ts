export const APPROVE_ACTION = 'reward_approve';
export const CHANGE_ACTION = 'reward_change';
export const DECLINE_ACTION = 'reward_decline';
export const FEEDBACK_ACTION = 'reward_feedback';
export const REVIEW_ACTION = 'reward_review';
export const DECISION_MODAL = 'reward_decision_modal';
export const WORDS_BLOCK = 'reward_decision_words';
export const WORDS_INPUT = 'words';

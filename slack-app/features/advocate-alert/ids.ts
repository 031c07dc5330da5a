export const THANK_ACTION = 'advocate_thank';
export const SNOOZE_ACTION = 'advocate_snooze';
export const OPEN_RECORD_ACTION = 'advocate_open_record';

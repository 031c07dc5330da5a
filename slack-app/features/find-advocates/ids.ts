export const FIND_COMMAND = '/advocates';

export const FIND_COMMAND = '/advocates';
export const HELP_ARGUMENT = 'help';

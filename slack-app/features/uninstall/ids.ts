/** Slack sends both when the app is removed, in no fixed order; the second changes nothing. */
export const UNINSTALL_EVENTS = ['app_uninstalled', 'tokens_revoked'] as const;

/** The look of every sandbox page but Slack's. */
export const STYLE = `body{font:16px/1.5 system-ui;margin:2rem}`;

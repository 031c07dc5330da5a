import { createApp } from './app.ts';

export { Connection } from './connection/connection.ts';
export { Workspace } from './workspace/workspace.ts';

export default createApp();

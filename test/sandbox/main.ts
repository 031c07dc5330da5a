import { readEnvironment } from './environment.ts';
import { startSandbox } from './serve.ts';

const options = readEnvironment(process.env);
if (typeof options === 'string') {
  console.error(options);
  process.exit(1);
}
const running = await startSandbox(options).catch((error: unknown) => {
  // A taken port or an unreadable folder: the sentence is enough, the trace would hide it.
  console.error(`The sandbox does not start: ${error instanceof Error ? error.message : String(error)}.`);
  return process.exit(1);
});
const at = (port: number) => `http://127.0.0.1:${port}`;
console.log(`
The fake vendors are running.

  HubSpot     ${at(running.ports.hubspot)}   (start here)
  Slack       ${at(running.ports.slack)}
  Payouts     ${at(running.ports.payouts)}
  Salesforce  ${at(running.ports.salesforce)}
  Tremendous  ${at(running.ports.tremendous)}

Webhooks and Slack payloads go to ${options.appUrl}. Stop with Ctrl+C.
`);
for (const problem of running.problems) console.warn(problem);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void running.close().then(() => process.exit(0));
  });
}

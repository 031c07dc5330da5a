import { App, HTTPReceiver } from '@slack/bolt';

// The peer: Bolt as it comes, on Node, answering the same signed presses. Its port is printed once it listens.
const [signingSecret = '', port = '0'] = process.argv.slice(2);
const receiver = new HTTPReceiver({ signingSecret, endpoints: ['/slack/events'] });
const app = new App({
  receiver,
  authorize: async () => ({ botToken: 'xoxb-none', botId: 'B', botUserId: 'U' }),
});
app.action('reward_approve', async ({ ack }) => ack());
await app.start(Number(port));
console.log('listening');

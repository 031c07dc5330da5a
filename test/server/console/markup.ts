import { html } from 'hono/html';

/** What a page or a part of one is sent as. */
export async function markup(node: Parameters<typeof html>[1]): Promise<string> {
  // What the tag gives is a String object.
  return (await html`${node}`).toString();
}

import { Hono } from 'hono';

// The least a Hono Worker can do: what ours is measured against.
export default new Hono().get('/', (c) => c.json({ hello: 'world' }));

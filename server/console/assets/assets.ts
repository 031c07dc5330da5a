import type { Handler } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { sha256 } from '#server/tokens.ts';
import base from './base.css';
import frame from './frame.css';
import page from './page.css';
import controls from './controls.css';
import confirm from './confirm.css';
import table from './table.css';
import charts from './charts.css';
import lists from './lists.css';
import overview from './overview.css';
import person from './person.css';
import accounts from './accounts.css';
import money from './money.css';
import matches from './matches.css';
import connections from './connections.css';
import imports from './imports.css';
import modelPictures from './model-pictures.css';
import models from './models.css';
import members from './members.css';
import points from './points.css';
import policy from './policy.css';
import policyEditor from './policy-editor.css';
import catalogue from './catalogue.css';
import tax from './tax.css';
import queue from './queue.css';
import rewards from './rewards.css';
import door from './door.css';
import print from './print.css';
import { ICON } from './icon.ts';
import { MODEL_EDITOR_SCRIPT } from './model-editor.ts';
import { POLICY_EDITOR_SCRIPT } from './policy-editor.ts';
import { PROGRESS_SCRIPT } from './progress.ts';
import { QUEUE_SCRIPT } from './queue.ts';

interface Asset {
  type: string;
  text: string;
}

// The order is the cascade's.
const STYLES = [
  base,
  frame,
  page,
  controls,
  confirm,
  table,
  charts,
  lists,
  overview,
  person,
  accounts,
  money,
  matches,
  connections,
  imports,
  models,
  modelPictures,
  members,
  points,
  policy,
  policyEditor,
  catalogue,
  tax,
  queue,
  rewards,
  door,
  print,
];

const ASSETS = {
  'style.css': { type: 'text/css', text: STYLES.join('\n') },
  'progress.js': { type: 'text/javascript', text: PROGRESS_SCRIPT },
  'model-editor.js': { type: 'text/javascript', text: MODEL_EDITOR_SCRIPT },
  'policy-editor.js': { type: 'text/javascript', text: POLICY_EDITOR_SCRIPT },
  'queue.js': { type: 'text/javascript', text: QUEUE_SCRIPT },
  'icon.svg': { type: 'image/svg+xml', text: ICON },
} satisfies Record<string, Asset>;

export type AssetName = keyof typeof ASSETS;
/** Where each file is found: its name carries a hash of its content, so it may be kept for ever. */
export type AssetPaths = Record<AssetName, string>;

// Text only, never a promise: what one request waits for must not be awaited by another.
let known: AssetPaths | null = null;

export async function assetPaths(): Promise<AssetPaths> {
  known ??= {
    'style.css': await pathOf('style.css'),
    'progress.js': await pathOf('progress.js'),
    'model-editor.js': await pathOf('model-editor.js'),
    'policy-editor.js': await pathOf('policy-editor.js'),
    'queue.js': await pathOf('queue.js'),
    'icon.svg': await pathOf('icon.svg'),
  };
  return known;
}

async function pathOf(name: AssetName): Promise<string> {
  const hash = (await sha256(ASSETS[name].text)).slice(0, 12);
  return `/console/assets/${name.replace('.', `.${hash}.`)}`;
}

/** Serves the files under their hashed names, each of which never changes. */
export const serveAsset: Handler<AppEnv> = async (c) => {
  const paths = await assetPaths();
  const name = Object.keys(ASSETS).find((each): each is AssetName => paths[each as AssetName] === c.req.path);
  if (name === undefined) return c.notFound();
  const { type, text } = ASSETS[name];
  return c.body(text, 200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'public, max-age=31536000, immutable',
  });
};

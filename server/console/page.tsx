import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Child } from 'hono/jsx';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { AppEnv } from '#server/app-env.ts';
import { assetPaths, type AssetName } from './assets/assets.ts';
import { takeFlash } from './flash.ts';
import { MemberNames } from './parts/actor.ts';
import { For } from './parts/viewer.tsx';
import { Document, Frame, type Place, type Waiting } from './layout.tsx';

export interface PageOptions {
  title: string;
  here: Place;
  status?: ContentfulStatusCode;
  live?: boolean;
  script?: AssetName;
}

/** Answers with a page inside the frame. */
export async function page(c: Context<AppEnv>, options: PageOptions, body: Child): Promise<Response> {
  const { title, here, status = 200, live = false, script } = options;
  const [assets, flash, waiting, names] = await Promise.all([
    assetPaths(),
    takeFlash(c),
    whatWaits(c),
    workspaceOf(c).members.names(),
  ]);
  const node = (
    <Document title={title} assets={assets} live={live} script={script}>
      <For viewer={c.var.principal}>
        <Frame here={here} waiting={waiting} flash={flash}>
          <MemberNames.Provider value={names}>{body}</MemberNames.Provider>
        </Frame>
      </For>
    </Document>
  );
  return c.html(html`<!doctype html>${node}`, status);
}

/** Answers with a page of its own, outside the frame. */
export async function barePage(
  c: Context<AppEnv>,
  options: { title: string; status?: ContentfulStatusCode },
  body: Child,
): Promise<Response> {
  const node = (
    <Document title={options.title} assets={await assetPaths()} live={false}>
      {body}
    </Document>
  );
  return c.html(html`<!doctype html>${node}`, options.status ?? 200);
}

async function whatWaits(c: Context<AppEnv>): Promise<Waiting> {
  const workspace = workspaceOf(c);
  const [rewards, held, matches, moves, deliveries] = await Promise.all([
    workspace.rewards.waitingFor(c.var.principal.actor),
    workspace.fraud.waiting(),
    workspace.identity.waiting(),
    workspace.jobChanges.waiting(),
    workspace.deliveries.counts(),
  ]);
  return { rewards, held, matches, moves, parked: deliveries.parked };
}

/** The workspace of whoever is signed in. */
export function workspaceOf(c: Context<AppEnv>) {
  return c.var.services.workspace(c.var.workspaceId);
}

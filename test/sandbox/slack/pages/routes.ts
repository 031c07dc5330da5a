import { http, type RequestHandler } from 'msw';
import type { SlackSandbox } from '../sandbox.ts';
import type { Channel } from '../team/channels.ts';
import { asset, styleLinks } from './assets.ts';
import { channelPage } from './channel-page.ts';
import { controlsPage } from './controls-page.ts';
import { frameFor, type Frame } from './frame.ts';
import { homePage } from './home-page.ts';
import { html, htmlResponse } from './html.ts';
import { livePage } from './live.ts';

/** Handlers of the pages people look at. */
export function pages(slack: SlackSandbox): RequestHandler[] {
  return [
    http.get('*/slack-assets/:name', async ({ params }) => asset(String(params['name']))),
    http.get('*/client/:team/:place/live', ({ request, params }) => {
      const query = new URL(request.url).searchParams;
      const frame = frameOf(slack, request.url);
      const open = find(frame, params);
      return open === null ? notFound() : livePage(frame, open, query.get('since') ?? '');
    }),
    http.get('*/client/:team/:place', ({ request, params }) => {
      const frame = frameOf(slack, request.url);
      const open = find(frame, params);
      if (open === null) return notFound();
      if (open !== 'home') return htmlResponse(channelPage(open, frame));
      // The tab is shown at once, as Slack does; what the app publishes for it arrives live.
      if (slack.team.installations.current() !== null) void slack.openHome(frame.viewer.id);
      return htmlResponse(homePage(frame));
    }),
    http.get('*/controls', ({ request }) => htmlResponse(controlsPage(slack, frameOf(slack, request.url)))),
    http.get('*/', ({ request }) => {
      const { team, viewer } = frameOf(slack, request.url);
      const first = team.channels.all()[0];
      const location = `/client/${team.id}/${first?.id ?? 'home'}?as=${viewer.id}`;
      return new Response(null, { status: 302, headers: { location } });
    }),
  ];
}

/** The frame for whoever the address says to act as, the first person else. */
function frameOf(slack: SlackSandbox, url: string): Frame {
  const { members } = slack.team;
  const asked = members.get(new URL(url).searchParams.get('as') ?? '');
  const viewer = asked ?? members.all()[0];
  if (viewer === undefined) throw new Error('A workspace needs at least one person.');
  return frameFor(slack.team, viewer);
}

function find(
  { team }: Frame,
  params: Readonly<Record<string, string | readonly string[] | undefined>>,
): Channel | 'home' | null {
  if (params['team'] !== team.id) return null;
  return params['place'] === 'home' ? 'home' : team.channels.find(String(params['place']));
}

function notFound(): Response {
  return htmlResponse(
    html`<html lang="en">
      <head>
        <title>Not found</title>
        ${styleLinks()}
      </head>
      <body class="consent">
        <main>
          <h1>There is no such channel here.</h1>
          <p><a href="/">Go to the workspace</a></p>
        </main>
      </body>
    </html>`,
    404,
  );
}

import { createHash } from 'node:crypto';
import type { Channel } from '../team/channels.ts';
import type { Frame } from './frame.ts';
import { drawHome } from './home-page.ts';
import { drawModal } from './modal.ts';
import { drawSidebar } from './sidebar.ts';
import { drawTimeline } from './timeline.ts';

/** What a page shows right now, as markup; null when `since` says that the browser has it already. */
export function livePage(frame: Frame, open: Channel | 'home', since: string): Response {
  const { team, viewer } = frame;
  if (open !== 'home') team.readMarks.read(viewer.id, open.id, team.messages.seenBy(viewer.id, open.id));
  const modal = drawModal(frame);
  const shown = {
    timeline: (open === 'home' ? drawHome(frame) : drawTimeline(open, frame)).text,
    sidebar: drawSidebar(frame, open).text,
    modal: modal === null ? null : { id: modal.id, version: modal.version, html: modal.markup.text },
  };
  const version = createHash('sha256').update(JSON.stringify(shown)).digest('base64url').slice(0, 16);
  const headers = { 'cache-control': 'no-store' };
  if (version === since) return new Response(null, { status: 204, headers });
  return Response.json({ version, ...shown }, { headers });
}

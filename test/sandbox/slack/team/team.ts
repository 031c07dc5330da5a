import type { Incoming } from '../incoming.ts';
import type { Clock } from '../clock.ts';
import { restingKnobs, type Knobs } from '../knobs.ts';
import { Codes } from '../oauth/codes.ts';
import { CallLog } from './call-log.ts';
import { Channels, FIRST_CHANNELS } from './channels.ts';
import { Ids } from './ids.ts';
import { Installations, type AppIdentity } from './installation.ts';
import { Members, ROSTER, type MemberSeed } from './members.ts';
import { Messages } from './messages.ts';
import { RateLimits } from './rate-limits.ts';
import { ReadMarks } from './read-marks.ts';
import { ResponseUrls } from './response-urls.ts';
import { Triggers } from './triggers.ts';
import { Views } from './views.ts';

/** What a workspace is made of. */
export interface TeamSeed {
  id: string;
  name: string;
  app: AppIdentity;
  people?: readonly MemberSeed[];
}

/** One Slack workspace: its people, its channels, and what the app has done in it. */
export class Team {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly app: AppIdentity;
  /** Where this workspace was last called, so where its response URLs and webhooks can be reached. */
  address = 'https://hooks.slack.com';
  readonly clock: Clock;
  readonly ids: Ids;
  readonly knobs: Knobs = restingKnobs();
  readonly members: Members;
  readonly channels: Channels;
  readonly messages: Messages;
  readonly views: Views;
  readonly installations = new Installations();
  readonly codes: Codes;
  readonly triggers: Triggers;
  readonly responseUrls: ResponseUrls;
  readonly rateLimits: RateLimits;
  readonly readMarks = new ReadMarks();
  readonly calls = new CallLog();
  /** Set when the workspace was thrown away: nothing it still planned may happen. */
  retired = false;

  constructor(seed: TeamSeed, clock: Clock) {
    this.id = seed.id;
    this.name = seed.name;
    this.domain = seed.name.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-');
    this.app = seed.app;
    this.clock = clock;
    this.ids = new Ids(clock);
    this.members = new Members(seed.people ?? ROSTER);
    this.channels = new Channels(this.ids, Math.floor(clock.now() / 1000), FIRST_CHANNELS);
    this.messages = new Messages(this.ids, seed.app);
    this.views = new Views(this.ids);
    this.codes = new Codes(clock, this.ids);
    this.triggers = new Triggers(clock, this.ids);
    this.responseUrls = new ResponseUrls(clock, this.ids);
    this.rateLimits = new RateLimits(clock);
  }

  /** Notes the address a request came to; behind the local server only its Host header still says it. */
  calledAt(request: Incoming): void {
    const url = new URL(request.url);
    const host = request.headers.get('host');
    this.address = host === null || host === url.host ? url.origin : `http://${host}`;
  }
}

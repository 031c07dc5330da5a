import * as z from 'zod';

/**
 * The fields of an app manifest of version 2 that an app like ours may use, with Slack's limits, from the field tables
 * of docs.slack.dev/reference/app-manifest. Slack's own JSON schema (github.com/slackapi/manifest-schema,
 * schemas/manifest.schema.2.0.0.json) refuses fields it does not know, and so does this.
 */
const text = (max: number, min = 1) => z.string().min(min).max(max);
const address = (max: number) => text(max).regex(/^https?:\/\//u);
const list = <Item extends z.ZodType>(item: Item, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((all) => new Set(all).size === all.length, 'names one twice');

const shortcut = z.strictObject({
  name: text(24),
  type: z.enum(['message', 'global']),
  callback_id: text(255),
  description: text(150),
});

const slashCommand = z.strictObject({
  command: text(32, 2).startsWith('/'),
  url: address(3000).optional(),
  description: text(2000),
  usage_hint: text(1000).optional(),
  should_escape: z.boolean().optional(),
});

const features = z.strictObject({
  app_home: z
    .strictObject({
      home_tab_enabled: z.boolean().optional(),
      messages_tab_enabled: z.boolean().optional(),
      messages_tab_read_only_enabled: z.boolean().optional(),
    })
    .optional(),
  bot_user: z.strictObject({ display_name: text(80), always_online: z.boolean().optional() }).optional(),
  // The tables allow five of each, the schema ten and fifty: the stricter counts.
  shortcuts: z
    .array(shortcut)
    .min(1)
    .max(5)
    .refine((all) => new Set(all.map((one) => one.callback_id)).size === all.length, 'shares a callback_id')
    .optional(),
  slash_commands: z.array(slashCommand).min(1).max(5).optional(),
});

const oauthConfig = z.strictObject({
  redirect_urls: list(address(2500), 1000).optional(),
  scopes: z
    .strictObject({ bot: list(text(50), 255).optional(), user: list(text(50), 255).optional() })
    .optional(),
});

const settings = z.strictObject({
  event_subscriptions: z
    .strictObject({ request_url: address(3500), bot_events: list(text(50), 100).optional() })
    .optional(),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: address(3500).optional(),
      message_menu_options_url: address(3500).optional(),
    })
    .optional(),
  org_deploy_enabled: z.boolean().optional(),
  socket_mode_enabled: z.boolean().optional(),
  token_rotation_enabled: z.boolean().optional(),
});

export const manifestFields = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int().optional() }),
  display_information: z.strictObject({
    name: text(35),
    description: text(140).optional(),
    long_description: text(4000, 175).optional(),
    background_color: z
      .string()
      .regex(/^#[0-9a-f]{3}(?:[0-9a-f]{3})?$/iu)
      .optional(),
  }),
  features: features.optional(),
  oauth_config: oauthConfig.optional(),
  settings: settings.optional(),
});

import { createRenderer, type RenderedElementNode, type Renderer } from '@hubspot/ui-extensions/testing';
import { Button, Form, Modal, type ButtonProps, type FormProps } from '@hubspot/ui-extensions';
import { createElement } from 'react';
import { vi } from 'vitest';
import { AdvocacyCard } from '#connectors/hubspot/app/src/app/cards/advocacy-card.tsx';
import type { Card } from '#core/card/card.ts';
import { problemDetails, type Problem } from '#core/problem.ts';
import { TODAY } from '#test/sandbox/cards/hubspot/fixtures.ts';

export const BASE = 'https://groundswell.example.com';

/** One call of the card to Groundswell. */
export interface Call {
  method: string;
  url: string;
  body: Record<string, unknown> | null;
  options: Record<string, unknown>;
}

type Reply =
  | Card
  | { done: string; card: Card }
  | { problem: Problem; status: number }
  | 'lost'
  | 'html'
  | 'never';

interface Options {
  objectTypeId?: string;
  objectId?: number;
  variables?: Record<string, string>;
}

type Sidebar = Renderer<'crm.record.sidebar'>;

/** A card in a test: what it shows, what it asked for, and its buttons. */
interface OpenCard {
  calls: Call[];
  /** Ids of the modals it closed. */
  closed: string[];
  text: () => string;
  find: Sidebar['find'];
  findAll: Sidebar['findAll'];
  waitFor: (check: () => void) => Promise<void>;
  /** Resolves once the card shows these words. */
  shows: (words: string) => Promise<void>;
  button: (label: string) => RenderedElementNode<ButtonProps>;
  /** The form behind a button. */
  form: (label: string) => ReturnType<typeof formOf>;
}

/** The card drawn by HubSpot's own test renderer, with `reply` in place of Groundswell. */
export function openCard(reply: (call: Call) => Reply, options: Options = {}): OpenCard {
  const calls: Call[] = [];
  const closed: string[] = [];
  vi.stubGlobal('self', {
    hsFetch: (url: string, sent: Record<string, unknown>) => {
      const body = (sent['body'] as Record<string, unknown> | undefined) ?? null;
      const call = { method: String(sent['method']), url, body, options: sent };
      calls.push(call);
      return respond(reply(call));
    },
  });
  const renderer = createRenderer('crm.record.sidebar');
  const context = {
    crm: { objectId: options.objectId ?? 100_001, objectTypeId: options.objectTypeId ?? '0-1' },
    portal: { timezone: 'America/New_York' },
    variables: options.variables ?? { GROUNDSWELL_URL: BASE },
  };
  const closeOverlay = (id: string) => void closed.push(id);
  renderer.render(createElement(AdvocacyCard, { context, closeOverlay, now: () => TODAY }));
  const text = () => renderer.getRootNode().toString();
  const button = (label: string) => renderer.find<ButtonProps>(Button, ({ text: shown }) => shown === label);
  return {
    calls,
    closed,
    text,
    button,
    find: (component, matcher) => renderer.find(component, matcher),
    findAll: (component, matcher) => renderer.findAll(component, matcher),
    waitFor: (check) => renderer.waitFor(check),
    shows: (words) =>
      renderer.waitFor(() => {
        if (!text().includes(words)) throw new Error(`${words} is not in ${text()}`);
      }),
    form: (label) => formOf(button(label)),
  };
}

/** The form behind an action's button, read anew at each look. */
function formOf(button: RenderedElementNode<ButtonProps>) {
  const modal = button.props.overlay!.find(Modal);
  const form = modal.find<FormProps>(Form);
  return { modal, form };
}

function respond(reply: Reply): Promise<Response> {
  if (reply === 'lost') return Promise.reject(new Error('the connection was lost'));
  if (reply === 'never') return new Promise(() => {});
  if (reply === 'html') return Promise.resolve(new Response('<h1>Bad gateway</h1>', { status: 200 }));
  if (!('problem' in reply)) return Promise.resolve(Response.json(reply));
  const { problem, status } = reply;
  return Promise.resolve(Response.json(problemDetails(problem, status), { status }));
}

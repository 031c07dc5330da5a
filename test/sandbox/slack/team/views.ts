import { withIds } from '../block-kit/walk.ts';
import { objectsIn, textIn, type Json } from '../json.ts';
import type { Ids } from './ids.ts';
import type { AppIdentity } from './installation.ts';

/** How many modals may lie on one another. */
const STACK = 3;

/** A modal in front of somebody, or their home tab. */
export interface View {
  id: string;
  userId: string;
  /** The view as the app gave it, its blocks and elements carrying ids. */
  content: Json;
  /** Changes whenever the content does. */
  hash: string;
  rootId: string;
  previousId: string | null;
  /** What the app found wrong with the last submission, by block id. */
  errors: Record<string, string>;
  /** Why the app could not be reached about it; null while all is well. */
  failure: string | null;
}

/** The modals of one workspace: a stack of at most three for each person; and their home tabs. */
export class Views {
  readonly #ids: Ids;
  readonly #stacks = new Map<string, View[]>();
  readonly #homes = new Map<string, View>();

  constructor(ids: Ids) {
    this.#ids = ids;
  }

  /** The modal a person sees; null when none is open. */
  top(userId: string): View | null {
    return this.#stacks.get(userId)?.at(-1) ?? null;
  }

  home(userId: string): View | null {
    return this.#homes.get(userId) ?? null;
  }

  stack(userId: string): readonly View[] {
    return this.#stacks.get(userId) ?? [];
  }

  /** An open view by its id, or by the external id the app gave it. */
  find(key: { id: string } | { externalId: string }): View | null {
    const open = [...this.#stacks.values()].flat().concat([...this.#homes.values()]);
    const wanted =
      'id' in key
        ? (view: View) => view.id === key.id
        : (view: View) => textIn(view.content, 'external_id') === key.externalId;
    return open.find((view) => wanted(view)) ?? null;
  }

  /** Opens a modal, closing whatever stack the person had. */
  open(userId: string, content: Json): View {
    this.#stacks.set(userId, []);
    return this.#lay(userId, content, null);
  }

  /** Lays a modal on top; null when three lie there already. */
  push(userId: string, content: Json): View | null {
    const stack = this.#stacks.get(userId) ?? [];
    return stack.length >= STACK ? null : this.#lay(userId, content, stack.at(-1) ?? null);
  }

  /** Shows the home tab of a person. */
  publish(userId: string, content: Json): View {
    const before = this.#homes.get(userId);
    const view = this.#make(userId, content, before?.id ?? this.#ids.next('V'), null);
    this.#homes.set(userId, view);
    return view;
  }

  update(view: View, content: Json): void {
    view.content = this.#identified(content);
    view.hash = this.#nextHash();
    view.errors = {};
    view.failure = null;
  }

  /** Takes a modal off, and everything above it. */
  close(view: View): void {
    const stack = this.#stacks.get(view.userId) ?? [];
    const index = stack.indexOf(view);
    if (index >= 0) stack.length = index;
  }

  /** Takes every modal off a person's screen. */
  clear(userId: string): void {
    this.#stacks.set(userId, []);
  }

  #lay(userId: string, content: Json, below: View | null): View {
    const view = this.#make(userId, content, this.#ids.next('V'), below);
    const stack = this.#stacks.get(userId) ?? [];
    stack.push(view);
    this.#stacks.set(userId, stack);
    return view;
  }

  #make(userId: string, content: Json, id: string, below: View | null): View {
    return {
      id,
      userId,
      content: this.#identified(content),
      hash: this.#nextHash(),
      rootId: below?.rootId ?? id,
      previousId: below?.id ?? null,
      errors: {},
      failure: null,
    };
  }

  #nextHash(): string {
    return `${this.#ids.nextTs()}.${this.#ids.next('h')}`;
  }

  #identified(content: Json): Json {
    return { ...content, blocks: withIds(objectsIn(content, 'blocks'), () => this.#ids.next('').slice(-5)) };
  }
}

/** Slack's view object; `values` is what the person has entered. */
export function viewObject(view: View, app: AppIdentity, teamId: string, values: Json = {}): Json {
  return {
    id: view.id,
    team_id: teamId,
    close: null,
    submit: null,
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...view.content,
    state: { values },
    hash: view.hash,
    previous_view_id: view.previousId,
    root_view_id: view.rootId,
    app_id: app.id,
    app_installed_team_id: teamId,
    bot_id: app.botId,
  };
}

/** Somebody with a browser of their own: cookies, forms, links, and eyes for the text on a page. */
export interface Visitor {
  /** Fetches a page, cookies and all; redirects are not followed. */
  get(url: string): Promise<Response>;
  /** Sends a form from one of our own pages. */
  post(url: string, form: Record<string, string>): Promise<Response>;
  signIn(token: string): Promise<void>;
  /** The words on a page, tags and entities gone. */
  read(url: string): Promise<string>;
}

/** Opens a browser at the server's own address; vendors are met without our cookies, as browsers do. */
export function visitor(appUrl: string): Visitor {
  const cookies = new Map<string, string>();

  async function ask(url: string, init: RequestInit = {}): Promise<Response> {
    const address = new URL(url, appUrl);
    const own = address.origin === appUrl;
    const headers = new Headers(init.headers);
    if (own) headers.set('cookie', [...cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(address, { ...init, headers, redirect: 'manual' });
    for (const cookie of own ? response.headers.getSetCookie() : []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  }

  return {
    get: (url) => ask(url),
    post: (url, form) =>
      ask(url, { method: 'POST', body: new URLSearchParams(form), headers: { origin: appUrl } }),
    async signIn(token) {
      const response = await this.post('/console/sign-in', { token });
      if (response.status >= 400) throw new Error(`signing in answered ${response.status}`);
    },
    read: async (url) => textOf(await (await ask(url)).text()),
  };
}

/** Where a redirect leads; throws where a response is none. */
export function leadsTo(response: Response): URL {
  const location = response.headers.get('location');
  if (location === null) throw new Error(`${response.url} answered ${response.status} and led nowhere`);
  return new URL(location, response.url);
}

function textOf(html: string): string {
  const body = html.replace(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]*>/g, ' ');
  const decoded = body
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return decoded.replaceAll(/\s+/g, ' ');
}

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { OnLoadArgs, OnLoadResult, Plugin } from 'esbuild';
import type { transformSync as TransformSync } from 'lwc/compiler';

// Its declarations say that it is types alone, which it is not.
const { transformSync } = createRequire(import.meta.url)('lwc/compiler') as {
  transformSync: typeof TransformSync;
};
const HERE = import.meta.dirname;
const PACKAGE = join(HERE, '../../../../connectors/salesforce/package/force-app/main/default/lwc');
/** Where the modules of each namespace live: ours as they are deployed, the platform's as stand-ins. */
const NAMESPACES: Record<string, string> = { c: PACKAGE, lightning: join(HERE, 'lightning') };

/** Compiles Lightning web components with the platform's own compiler, as the platform does when they are deployed. */
export const lwcPlugin: Plugin = {
  name: 'lwc',
  setup(build) {
    build.onResolve({ filter: /^(c|lightning)\/\w+$/ }, ({ path }) => {
      const [namespace = '', name = ''] = path.split('/');
      return { path: join(NAMESPACES[namespace] ?? '', name, `${name}.js`) };
    });
    build.onResolve({ filter: /^@salesforce\/apex\// }, ({ path }) => ({
      path: path.replace('@salesforce/apex/', ''),
      namespace: 'apex',
    }));
    build.onResolve({ filter: /^\.\/.+\.(html|css)(\?.*)?$/ }, ({ path, resolveDir }) => {
      const [file = '', query = ''] = path.split('?');
      const whole = join(resolveDir, file);
      if (!existsSync(whole)) return { path: whole, namespace: 'absent' };
      return { path: whole, suffix: query === '' ? '' : `?${query}` };
    });
    // A component may go without a template or a stylesheet; the compiler imports both all the same.
    build.onLoad({ filter: /.*/, namespace: 'absent' }, () => ({ contents: 'export default undefined;' }));
    build.onLoad({ filter: /.*/, namespace: 'apex' }, ({ path }) => ({
      contents: `import { callApex } from './apex-call.js';
        export default (params) => callApex(${JSON.stringify(path)}, params ?? {});`,
      resolveDir: HERE,
    }));
    build.onLoad({ filter: /\.(js|html|css)$/ }, compile);
  },
};

async function compile({ path, suffix }: OnLoadArgs): Promise<OnLoadResult | null> {
  const folder = dirname(path);
  const namespace = Object.keys(NAMESPACES).find((one) => NAMESPACES[one] === dirname(folder));
  if (namespace === undefined) return null;
  const { code } = transformSync(await readFile(path, 'utf8'), path, {
    name: basename(folder),
    namespace,
    scopedStyles: suffix === '?scoped=true',
  });
  return { contents: code, loader: 'js' };
}

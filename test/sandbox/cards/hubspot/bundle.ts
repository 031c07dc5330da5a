import { build } from 'esbuild';

const HERE = import.meta.dirname;

let bundled: Promise<string> | null = null;

/** The real card with the host around it, as one script for a browser; built once a process. */
export function bundleHubspotCard(): Promise<string> {
  bundled ??= bundle();
  return bundled;
}

async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${HERE}/mount.ts`],
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'react',
    tsconfigRaw: {},
    alias: { '@hubspot/ui-extensions': `${HERE}/ui-extensions.ts` },
    define: { 'process.env.NODE_ENV': '"production"' },
    loader: { '.css': 'text' },
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('nothing was built');
  return file.text;
}

import { join } from 'node:path';
import { build } from 'esbuild';
import { lwcPlugin } from './lwc-plugin.ts';

let bundled: Promise<string> | undefined;

/** The script that draws the deployed Salesforce card into `#advocacy-card`; compiled once a process. */
export function bundleSalesforceCard(): Promise<string> {
  bundled ??= compileCard();
  return bundled;
}

async function compileCard(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'mount.js')],
    bundle: true,
    write: false,
    format: 'iife',
    minify: true,
    target: 'es2022',
    loader: { '.css': 'text' },
    define: { 'process.env.NODE_ENV': '"production"' },
    plugins: [lwcPlugin],
  });
  return outputFiles[0]?.text ?? '';
}

import { readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { PROJECT, readProjectJson } from './project-folder.ts';

const CARDS = `${PROJECT}src/app/cards`;

async function bundleEntry() {
  return build({
    entryPoints: [`${CARDS}/card.tsx`],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    tsconfigRaw: {},
    packages: 'external',
    logLevel: 'silent',
  });
}

test('the entry compiles, and needs nothing from outside the folder but react and HubSpot’s package', async () => {
  const { metafile, warnings } = await bundleEntry();
  expect(warnings).toEqual([]);
  const imports = Object.values(metafile.inputs).flatMap((input) => input.imports);
  const outside = new Set(imports.filter(({ external }) => external).map(({ path }) => path));
  expect([...outside].toSorted()).toEqual(['@hubspot/ui-extensions', 'react', 'react/jsx-runtime']);
  for (const file of Object.keys(metafile.inputs))
    expect(file).toContain('connectors/hubspot/app/src/app/cards/');
});

test('every file of the card is reached from the entry', async () => {
  const { metafile } = await bundleEntry();
  const reached = Object.keys(metafile.inputs).map((file) => file.split('/cards/')[1] ?? file);
  const sources = readdirSync(CARDS, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.tsx?$/.test(file),
  );
  // Types alone leave no trace in what is built.
  const typesOnly = ['card-contract.ts', 'desk.ts'];
  expect(sources.filter((file) => !typesOnly.includes(file)).toSorted()).toEqual(reached.toSorted());
});

test('the packages it names for the upload are those it is tested with', () => {
  const { dependencies } = readProjectJson<{ dependencies: Record<string, string> }>(
    'src/app/cards/package.json',
  );
  const { devDependencies } = readProjectJson<{ devDependencies: Record<string, string> }>(
    '../../../package.json',
  );
  expect(dependencies).toEqual({
    '@hubspot/ui-extensions': devDependencies['@hubspot/ui-extensions'],
    react: devDependencies['react'],
  });
});

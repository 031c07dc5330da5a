import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The SFDX project, absolute. */
export const PACKAGE = join(import.meta.dirname, '../../../../connectors/salesforce/package');
const DEFAULT = join(PACKAGE, 'force-app/main/default');

/** All files below a folder of the project whose names end so, as absolute paths. */
export function filesOf(folder: string, ending = ''): string[] {
  const below = join(PACKAGE, folder);
  return readdirSync(below, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => join(entry.parentPath, entry.name));
}

/** The Apex classes: file names and their sources. */
export function apexClasses(): { name: string; source: string }[] {
  return filesOf('force-app/main/default/classes', '.cls').map((file) => ({
    name: relative(join(DEFAULT, 'classes'), file),
    source: readFileSync(file, 'utf8'),
  }));
}

/** The text of a file below `force-app/main/default`. */
export function metadata(path: string): string {
  return readFileSync(join(DEFAULT, path), 'utf8');
}

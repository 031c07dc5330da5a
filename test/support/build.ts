import { build } from '../../bin/build.ts';

/** Bundles the Worker once before the tests that run it. */
export default function setup(): void {
  build();
}

import type * as Dagre from '@dagrejs/dagre';

/**
 * Returns dagre, which places the nodes of a graph. It is loaded when the first report is drawn: nothing else needs it. The package has it in its own
 * bundle, so that an importer does not install it.
 */
export function dagre(): typeof Dagre {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one form that loads on demand and that bundlers follow
  return require('@dagrejs/dagre') as typeof Dagre;
}

import type * as Cdk8s from 'cdk8s';

/**
 * Returns cdk8s, which is loaded when a program creates or renders its first object: loading it takes longer than loading this library,
 * and the rules, the plan and the commands do without it.
 */
export function cdk8s(): typeof Cdk8s {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- the one form that loads on demand and that bundlers follow
  return require('cdk8s') as typeof Cdk8s;
}

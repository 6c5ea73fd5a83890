import { inspect } from 'node:util';
import fc from 'fast-check';
import { KubernetesManifest } from '../lib/manifests/manifest';

/** The objects that props render, or the findings that they have. */
export interface Answer {
  readonly manifests: readonly KubernetesManifest[];
  readonly findings: readonly string[];
}

/** Values to try, by the name of their prop. */
export type EdgeValues = Readonly<Record<string, readonly unknown[]>>;

/**
 * The values of a prop that are accepted and those that are refused, a line each, for a snapshot: a reviewer sees which inputs a change
 * lets in or keeps out. Fails if a finding says that something broke.
 */
export function acceptedAndRefused(
  values: readonly unknown[],
  answer: (value: unknown) => Answer,
  path: RegExp,
): string {
  const lines = values.map((value) => {
    const { manifests, findings } = answer(value);
    expectFindingsOrManifests({ manifests, findings }, path);
    return `${findings.length === 0 ? 'accepts' : 'refuses'} ${shown(value)}`;
  });
  return [...new Set(lines)].sort((one, other) => (one < other ? -1 : 1)).join('\n');
}

/** Expects manifests without a finding, or findings that say what is wrong rather than that something broke. */
export function expectFindingsOrManifests({ manifests, findings }: Answer, path: RegExp): void {
  const broken = /cannot be rendered|undefined \(reading|is not a function|is not iterable|\[object/;
  expect(manifests.length > 0).toBe(findings.length === 0);
  expect(findings.filter((finding) => !path.test(finding) || broken.test(finding))).toEqual([]);
}

/** Some of the props, each with one of its values or, where `others` are given, with one of those. */
export function mixtures(
  values: EdgeValues,
  { maxKeys = Infinity, others }: { readonly maxKeys?: number; readonly others?: fc.Arbitrary<unknown> } = {},
): fc.Arbitrary<Record<string, unknown>> {
  const valueOf = (prop: string): fc.Arbitrary<unknown> => {
    const own = fc.constantFrom(...(values[prop] ?? []));
    return others === undefined ? own : fc.oneof(own, others);
  };
  return fc
    .subarray(Object.keys(values), { maxLength: Math.min(maxKeys, Object.keys(values).length) })
    .chain((props) => fc.record(Object.fromEntries(props.map((prop) => [prop, valueOf(prop)]))));
}

/** A value on one line; of a long string its length. */
function shown(value: unknown): string {
  return inspect(value, { depth: 12, breakLength: Infinity, compact: true, maxArrayLength: 3 }).replace(
    /(.)\1{39,}/g,
    (run, letter: string) => `${letter}×${run.length}`,
  );
}

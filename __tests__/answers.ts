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

/** The answer to a value alone. */
export interface AnsweredValue extends Answer {
  readonly value: unknown;
}

/** The answer to a value of a prop beside no other. */
export interface EdgeCase extends AnsweredValue {
  readonly prop: string;
}

/** Each value of each prop with the answer to it. */
export function edgeCases(values: EdgeValues, answer: (props: object) => Answer): readonly EdgeCase[] {
  return Object.entries(values).flatMap(([prop, all]) =>
    all.map((value) => ({ prop, value, ...answer({ [prop]: value }) })),
  );
}

/**
 * The values that are accepted and those that are refused, a line each, for a snapshot: a reviewer sees which inputs a change lets in or
 * keeps out. Fails if a finding says that something broke.
 */
export function acceptedAndRefused(answered: readonly AnsweredValue[], path: RegExp): string {
  const lines = answered.map(({ value, ...answer }) => {
    expectFindingsOrManifests(answer, path);
    return `${answer.findings.length === 0 ? 'accepts' : 'refuses'} ${shown(value)}`;
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

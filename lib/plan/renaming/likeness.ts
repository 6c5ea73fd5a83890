import { imageParts } from '../../kubernetes/image';
import { field, KubernetesManifest, listField } from '../../manifests/manifest';
import { placedImages, podContainers } from '../../manifests/pod-template';
import { remembered } from '../../manifests/remembered';
import { isMap, without } from '../../props/map';

/** The part of two objects' content that must be the same in both. */
const least = 0.7;
// A file of settings may differ in half of its lines if its name goes on after it, as with kustomize's hashes.
const leastOfHashed = 0.3;
// A hash of kustomize has neither vowels nor `l`; others have a digit.
const hashed = /^(.+)-(?:[bcdfghkmt2456789]{10}|(?=[a-z]*\d)[a-z0-9]{8,10})$/;
const kustomizeHash = /-[bcdfghkmt2456789]{10}$/;
const identity = ['apiVersion', 'kind', 'metadata', 'status'];
const content = ['data', 'stringData', 'binaryData', 'type'];

/** Returns a text in which a name is another one, where it is a word or a part of one between hyphens and dots. */
export function withName(text: string, name: string, other: string): string {
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replace(new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'g'), () => other);
}

/**
 * Tells whether two objects of one kind have nearly the same content but for the name and the texts that repeat it, or that repeat the name of
 * the renamed workload that they belong to.
 */
export function isAlike(
  from: KubernetesManifest,
  to: KubernetesManifest,
  workload: { readonly from: KubernetesManifest; readonly to: KubernetesManifest } = { from, to },
): boolean {
  const images = imagesOf(to);
  if (imagesOf(from).length > 0 && !imagesOf(from).some((image) => images.includes(image))) return false;
  const task = (manifest: KubernetesManifest): string =>
    JSON.stringify(taskOf(manifest).map((word) => withName(word, manifest.metadata.name, '\0')));
  if (!isRelatedName(from, to) && task(from) !== task(to)) return false;
  const [one, other] = [leaves(from, workload.from), leaves(to, workload.to)];
  // One value alone, such as `debug: "true"`, says nothing.
  const isAlone = Math.min(one.length, other.length) < 2;
  if (isAlone && workload.from === from && !isRelatedName(from, to)) return false;
  const same = Math.max(shared(one, other), shared(contentOf(from), contentOf(to)));
  return same >= (isHashedByKustomize(from, to) ? 0 : isHashedName(from, to) ? leastOfHashed : least);
}

/** Tells whether two names begin alike, as those with a hash or a version at the end do, or one is a part of the other. */
export function isRelatedName(from: KubernetesManifest, to: KubernetesManifest): boolean {
  const [one, other] = [from.metadata.name, to.metadata.name];
  return isHashedName(from, to) || one.includes(other) || other.includes(one);
}

/** True for two names of one generator of kustomize: whatever the content, the one takes the place of the other. */
function isHashedByKustomize(from: KubernetesManifest, to: KubernetesManifest): boolean {
  return isHashedName(from, to) && [from, to].every(({ metadata }) => kustomizeHash.test(metadata.name));
}

function isHashedName(from: KubernetesManifest, to: KubernetesManifest): boolean {
  const [one, other] = [from, to].map(({ metadata }) => hashed.exec(metadata.name)?.[1]);
  return one !== undefined && one === other;
}

function imagesOf(manifest: KubernetesManifest): string[] {
  return placedImages(manifest).map(({ value }) => imageParts(String(value)).repository);
}

/** The commands and arguments of containers but for their flags: programs that share an image differ in them. */
function taskOf(manifest: KubernetesManifest): string[] {
  return podContainers(manifest)
    .flatMap((container) => [...listField(container, 'command'), ...listField(container, 'args')])
    .filter((word) => typeof word === 'string' && !word.startsWith('-')) as string[];
}

function leaves(manifest: KubernetesManifest, named: KubernetesManifest): string[] {
  return contentOf(manifest).map((leaf) => withName(leaf, named.metadata.name, '\0'));
}

/** The values of an object's content, each with its place; of a text of several lines, each line. */
const contentOf = remembered((manifest: KubernetesManifest): readonly string[] => {
  const isSettings = content.slice(0, 3).some((name) => field(manifest, name) !== undefined);
  const names = isSettings ? content : Object.keys(manifest).filter((name) => !identity.includes(name));
  return leavesOf(Object.fromEntries(names.map((name) => [name, manifest[name]])), '');
});

function leavesOf(value: unknown, path: string): string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, `${path}[]`));
  if (isMap(value)) return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, `${path}.${key}`));
  return String(value as string | number | boolean)
    .split('\n')
    .map((line) => `${path}=${line}`);
}

/** The part of two lists' items that are in both, from 0 to 1. */
function shared(one: readonly string[], other: readonly string[]): number {
  if (one.length + other.length === 0) return 1;
  const common = other.length - without(other, one).length;
  return (2 * common) / (one.length + other.length);
}

import { exitCodeOf } from '../../findings/exit-code';
import { Finding, findingText } from '../../findings/finding';
import { FindingsError } from '../../findings/findings-error';
import { givenFolders, skippedText } from '../../folders/folder-manifests';
import { command } from '../command';
import { CommandLineError } from '../given-options';
import { Terminal } from '../terminal';
import { changesText, digestChanges, outdatedDigests, readDigests, writeDigests } from './digest-file';
import { givenDigests } from './given-digests';
import { registryUsers } from './registry-credentials';
import { registryDigest } from './registry-digest';
import { Digests, renderedImages } from './rendered-images';

/** The command `cdk8s-backend pin`: writes the digests of the images of rendered manifests into a file that the program reads. */
export const pinCommand = command({
  name: 'pin',
  usage: ['cdk8s-backend pin [FOLDER...] [options]'],
  about: [
    'Writes the digest of every image of the manifests in each FOLDER (dist if not given) and below into images.json, which is committed: ' +
      'setDefaults(app, { digests }) renders each of them as IMAGE@DIGEST. Images that no pod has any more are removed from it.',
    'The registry that the image is pulled from is asked for the digest of its tag, without credentials unless docker has some: ' +
      '~/.docker/config.json, or that of the directory DOCKER_CONFIG. Of images for several platforms it is the digest of all of them. An ' +
      'image with a digest that is not from images.json stays as it is.',
  ],
  options: {
    from: {
      type: 'string',
      value: 'FILE',
      help:
        'take the digests from a list instead of a registry, a line an image: IMAGE@sha256:...; - is standard input. An image that is not in ' +
        'it keeps the digest that it has',
    },
    check: {
      type: 'boolean',
      default: false,
      help: 'write nothing, and end with 1 if images.json lacks a digest, or a tag has another one now',
    },
    list: { type: 'boolean', default: false, help: 'write nothing, and print the images, one a line' },
    file: { type: 'string', value: 'FILE', default: 'images.json', help: 'another file than images.json' },
  },
  exits: {
    0: 'images.json has the digest of every image',
    1: 'an image does not exist, or has no digest in the list; with --check, images.json differs',
    3: 'a file cannot be read or written, or a registry does not answer; the digests of the others are written',
  },
  async run({ values, positionals }, terminal) {
    const { file, check } = values;
    if (values.list && (check || values.from !== undefined))
      throw new CommandLineError('--list must not be together with --check or --from; write one of them');
    const folders = givenFolders(positionals.length === 0 ? ['dist'] : positionals, true);
    const unread = folders.flatMap((folder) => folder.findings);
    // The images of a file that cannot be read would be removed.
    if (unread.length > 0) throw new FindingsError(unread);
    terminal.complain(skippedText(folders));
    const before = readDigests(file);
    const { images, findings: invalid } = renderedImages(folders, before);
    if (values.list) {
      terminal.write(images.map((image) => `${image}\n`).join(''));
      return 0;
    }
    const found = await foundDigests(images, values.from, terminal);
    const kept = images.filter((image) => Object.hasOwn(before, image)).map((image) => [image, before[image]] as const);
    const after: Digests = Object.fromEntries([...kept, ...Object.entries(found.digests)]) as Digests;
    const missing = values.from === undefined ? [] : unlisted(images, after, values.from);
    const findings = [...invalid, ...found.findings, ...missing];
    const changes = digestChanges(before, after);
    if (check) findings.push(...outdatedDigests(file, changes));
    else if (changes.length > 0) writeDigests(file, after);
    if (!check) terminal.write(changesText(file, changes, after));
    else if (findings.length === 0) terminal.write(`${file} has the digests of ${counted(images.length)}\n`);
    if (findings.length > 0) terminal.complain(`${new FindingsError(findings).message}\n`);
    return exitCodeOf(findings);
  },
});

interface FoundDigests {
  readonly digests: Digests;
  readonly findings: readonly Finding[];
}

/** Returns the digests of images from a list, or else from their registries. What several images have in common is one finding. */
async function foundDigests(
  images: readonly string[],
  list: string | undefined,
  terminal: Terminal,
): Promise<FoundDigests> {
  if (list !== undefined) {
    const given = await givenDigests(list, terminal);
    const entries = images.flatMap((image) => (Object.hasOwn(given, image) ? [[image, given[image]] as const] : []));
    return { digests: Object.fromEntries(entries) as Digests, findings: [] };
  }
  const users = registryUsers(process.env);
  const findings = new Map<string, Finding>();
  const entries = await Promise.all(
    images.map(async (image) => {
      try {
        return [[image, await registryDigest(image, users)] as const];
      } catch (error) {
        if (!(error instanceof FindingsError)) throw error;
        for (const finding of error.findings) findings.set(findingText(finding), finding);
        return [];
      }
    }),
  );
  const sorted = [...findings].sort(([a], [b]) => (a < b ? -1 : 1));
  return { digests: Object.fromEntries(entries.flat()), findings: sorted.map(([, finding]) => finding) };
}

function unlisted(images: readonly string[], digests: Digests, list: string): Finding[] {
  const place = list === '-' ? 'standard input' : list;
  return images
    .filter((image) => !Object.hasOwn(digests, image))
    .map((image) => ({
      path: image,
      code: 'unknown-reference',
      want: `has no digest in ${place}`,
      write: 'add a line for it',
    }));
}

function counted(count: number): string {
  return count === 1 ? '1 image' : `${count} images`;
}

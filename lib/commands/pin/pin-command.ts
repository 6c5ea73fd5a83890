import { counted } from '../../findings/counted';
import { exitCodeOf } from '../../findings/exit-code';
import { FindingsError } from '../../findings/findings-error';
import { givenFolders, ManifestFolder, skippedText } from '../../folders/folder-manifests';
import { command } from '../command';
import { CommandLineError } from '../given-options';
import { Terminal } from '../terminal';
import { changesText, digestChanges, outdatedDigests, readDigests, writeDigests } from './digest-file';
import { digestsOf, FoundDigests, listedDigests, registryDigests } from './found-digests';
import { givenDigests } from './given-digests';
import { registryUsers } from './registry-credentials';
import { Digests, namedImages, renderedDigests, renderedImages, unrenderedDigests } from './rendered-images';

/** The command `cdk8s-backend pin`: writes the digests of the images of rendered manifests into a file that the program reads. */
export const pinCommand = command({
  name: 'pin',
  usage: ['cdk8s-backend pin [FOLDER...] [options]'],
  about: [
    'Writes the digest of every image of the manifests in each FOLDER (dist if not given) and below into images.json, which is committed: ' +
      'setDefaults(app, { digests }) renders each of them as IMAGE@DIGEST. Without a FOLDER, images that no pod of dist has any more are ' +
      'removed from it. If images.json is lost, the digests that are rendered beside a tag are taken for its own.',
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
      help:
        'write nothing, and end with 1 if images.json lacks a digest or has a needless one, if a tag has another one now, or if an image is ' +
        'rendered without its digest',
    },
    list: { type: 'boolean', default: false, help: 'write nothing, and print the images, one a line' },
    file: { type: 'string', value: 'FILE', default: 'images.json', help: 'another file than images.json' },
  },
  exits: {
    0: 'images.json has the digest of every image',
    1: 'an image does not exist, or has no digest in the list; with --check, images.json or an image differs',
    3: 'a file cannot be read or written, or a registry does not answer; the digests of the others are written',
  },
  async run({ values, positionals }, terminal) {
    const { file, check, from } = values;
    if (values.list && (check || from !== undefined))
      throw new CommandLineError('--list must not be together with --check or --from; write one of them');
    const isWhole = positionals.length === 0;
    const rendered = renderedImages(readFolders(isWhole ? ['dist'] : positionals, terminal));
    const before = readDigests(file);
    // Without the file, what is rendered is all that is left of it.
    const known = before ?? renderedDigests(rendered);
    const images = namedImages(rendered, known);
    if (values.list) {
      terminal.write(images.names.map((name) => `${name}\n`).join(''));
      return 0;
    }
    const found = await foundDigests(images.names, known, from, terminal);
    const kept = isWhole ? digestsOf(images.names, known) : known;
    const after = { ...kept, ...found.digests };
    const changes = digestChanges(before ?? {}, after);
    const findings = [...images.findings, ...found.findings];
    if (check) {
      findings.push(...outdatedDigests(file, changes), ...unrenderedDigests(file, rendered, before ?? {}));
      if (findings.length === 0)
        terminal.write(`${file} has the digests of ${counted(images.names.length, 'image')}\n`);
    } else {
      if (before === undefined || changes.length > 0) writeDigests(file, after);
      terminal.write(`${changesText(file, changes, after)}${keptText(images.names, kept)}`);
    }
    if (findings.length > 0) terminal.complain(`${new FindingsError(findings).message}\n`);
    return exitCodeOf(findings);
  },
});

/**
 * Returns the folders with their manifests.
 * @throws FindingsError if one of them cannot be read: the images in it would be removed from the file
 */
function readFolders(names: readonly string[], terminal: Terminal): readonly ManifestFolder[] {
  const folders = givenFolders(names, true);
  const findings = folders.flatMap((folder) => folder.findings);
  if (findings.length > 0) throw new FindingsError(findings);
  terminal.complain(skippedText(folders));
  return folders;
}

async function foundDigests(
  images: readonly string[],
  known: Digests,
  list: string | undefined,
  terminal: Terminal,
): Promise<FoundDigests> {
  if (list === undefined) return registryDigests(images, registryUsers(process.env));
  return listedDigests(images, await givenDigests(list, terminal), known, list);
}

/** Returns the line about digests of images in other folders than those that are read. */
function keptText(images: readonly string[], kept: Digests): string {
  const others = Object.keys(kept).filter((image) => !images.includes(image)).length;
  if (others === 0) return '';
  return `${counted(others, 'digest')} of other images kept; without FOLDER, pin removes those that no pod of dist has\n`;
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  changesText,
  digestChanges,
  outdatedDigests,
  readDigests,
  writeDigests,
} from '../../../lib/commands/pin/digest-file';
import { findingText } from '../../../lib/findings/finding';
import { temporaryDirectory } from '../../temporary-directory';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

test('is sorted by image, and read as it was written', () => {
  const file = join(temporaryDirectory(), 'images.json');
  const digests = { 'b:1': digest('b'), 'a:1': digest('a') };
  writeDigests(file, digests);
  expect(readFileSync(file, 'utf8')).toBe(`{\n  "a:1": "${digest('a')}",\n  "b:1": "${digest('b')}"\n}\n`);
  expect(readDigests(file)).toEqual(digests);
});

test('has no digests before it exists', () => {
  expect(readDigests(join(temporaryDirectory(), 'images.json'))).toBeUndefined();
});

test.each([
  ['{', 'is not JSON; correct it, or remove it: pin then writes the digests that are rendered'],
  [
    '[]',
    'must be an object of digests by image, got something else; correct it, or remove it: pin then writes the digests that are rendered',
  ],
  ['{ "a:1": "1.0.0" }', '["a:1"] must be the digest of an image, got "1.0.0"; write "sha256:<64 hexadecimal digits>"'],
  ['{ "a:1": 1 }', '["a:1"] must be the digest of an image, got ""; write "sha256:<64 hexadecimal digits>"'],
  [
    `{ "a:1@${digest('a')}": "${digest('a')}" }`,
    `["a:1@${digest('a')}"] must be an image without a digest, got "a:1@${digest('a')}"; write "repository:tag"`,
  ],
])('is refused as %s', (text, problem) => {
  const file = join(temporaryDirectory({ 'images.json': text }), 'images.json');
  expect(() => readDigests(file)).toThrow(`1 finding:\n[${file}] ${problem}`);
});

const before = { 'same:1': digest('1'), 'gone:1': digest('2'), 'moved:1': digest('3') };
const after = { 'new:1': digest('4'), 'same:1': digest('1'), 'moved:1': digest('5') };

test('shows what differs, with twelve digits of a digest', () => {
  expect(changesText('images.json', digestChanges(before, after), after)).toBe(
    `images.json: 1 added, 1 changed, 1 removed, 1 unchanged
  - gone:1
  ~ moved:1  sha256:333333333333 → sha256:555555555555
  + new:1  sha256:444444444444
`,
  );
});

test('has a finding for each digest that differs', () => {
  expect(outdatedDigests('images.json', digestChanges(before, after)).map(findingText)).toEqual([
    '[images.json] ["gone:1"] must not be there, since no pod has the image; run without --check and commit the result',
    '[images.json] ["moved:1"] must be sha256:555555555555, got sha256:333333333333; run without --check and commit the result',
    '[images.json] ["new:1"] must be sha256:444444444444, got no digest; run without --check and commit the result',
  ]);
});

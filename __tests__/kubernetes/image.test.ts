import {
  digestProblem,
  dockerHubName,
  imageParts,
  imageProblem,
  imageRegistry,
  imageVersion,
  isDigestChange,
  shortDigest,
  undigested,
  undigestedProblem,
  unpullableProblem,
} from '../../lib/kubernetes/image';
import { textOf } from '../problem-text';

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`;
const fix = 'write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"';

test.each([
  'nginx:1.27',
  'docker.io/library/mongo:8.0.30',
  'registry.example.com:5000/team/app:1.0.0',
  'localhost/app:dev',
  `app@${digest}`,
  `ghcr.io/owner/app:1.0.0@${digest}`,
  `app:latest@${digest}`,
  'a__b/c-d.e:v1',
  '[::1]:5000/x:1',
  '[2001:db8::1]/team/app:1.0',
  'registry.example.com:65535/app:1.0',
  `[fd00::5]:5000/app@${digest}`,
  `app@sha512:${'0a'.repeat(64)}`,
  `app:1@sha384:${'0a'.repeat(48)}`,
  `a/${'b'.repeat(253)}:1`,
])('accepts %s', (image) => {
  expect(imageProblem(image)).toBeUndefined();
});

test.each<[unknown, string]>([
  ['nginx', `has no tag, got "nginx"; ${fix}`],
  ['registry.example.com:5000/app', `has no tag, got "registry.example.com:5000/app"; ${fix}`],
  ['nginx:latest', `has the tag "latest", which changes under a running program, got "nginx:latest"; ${fix}`],
  ['app@sha256:123', `has a malformed digest, got "app@sha256:123"; ${fix}`],
  ['app@md5:123', `has a malformed digest, got "app@md5:123"; ${fix}`],
  [`app@sha512:${'0a'.repeat(32)}`, `has a malformed digest, got "app@sha512:${'0a'.repeat(32)}"; ${fix}`],
  ['[::1]:5000/app', `has no tag, got "[::1]:5000/app"; ${fix}`],
  ...['[::1:5000/x:1', '[fe80::1%25eth0]/x:1', '[db]x/y:1', '[::1]'].map((image): [string, string] => [
    image,
    `has a repository that no registry accepts, got "${image}"; write lower-case letters, digits and single ".", "_" or "-" between "/"`,
  ]),
  ...['localhost:99999/x/a:1', '999.1.1.1/a:1', '[:::::]:5000/a:1'].map((image): [string, string] => [
    image,
    `has a registry that is no address, got "${image}"; write a host, and a port of at most 65535`,
  ]),
  [
    `a/${'b'.repeat(254)}:1`,
    `must have a repository of at most 255 characters, got "a/${'b'.repeat(254)}:1" with 256; write a shorter one`,
  ],
  ['app:', `has a malformed tag, got "app:"; ${fix}`],
  ['app:-1', `has a malformed tag, got "app:-1"; ${fix}`],
  ['', `must be an image with a tag or a digest, got ""; ${fix}`],
  [undefined, `must be an image with a tag or a digest, got undefined; ${fix}`],
  [
    'App:1',
    'has a repository that no registry accepts, got "App:1"; write lower-case letters, digits and single ".", "_" or "-" between "/"',
  ],
  [
    'a b:1',
    'has a repository that no registry accepts, got "a b:1"; write lower-case letters, digits and single ".", "_" or "-" between "/"',
  ],
])('refuses %p', (image, problem) => {
  expect(textOf(imageProblem(image))).toBe(problem);
});

test.each([
  ['app:1.2.3', '1.2.3'],
  [`app:1.2.3@${digest}`, '1.2.3'],
  ['host:5000/app', undefined],
  [`app@${digest}`, undefined],
  [`app:${'v'.repeat(80)}`, 'v'.repeat(63)],
  ['app:1.0-', '1.0'],
  ['[::1]:5000/app', undefined],
  ['[::1]:5000/app:2', '2'],
])('reads the version of %s as a label can carry it', (image, version) => {
  expect(imageVersion(image)).toBe(version);
});

test.each([
  ['mongo:8', undefined, 'library/mongo:8', { repository: 'mongo', tag: '8' }],
  [
    `docker.io/demo/api:1@${digest}`,
    'docker.io',
    `demo/api:1@${digest}`,
    { repository: 'docker.io/demo/api', tag: '1', digest },
  ],
  ['ghcr.io/demo/api', 'ghcr.io', undefined, { repository: 'ghcr.io/demo/api' }],
  ['localhost:5000/api:1', 'localhost:5000', undefined, { repository: 'localhost:5000/api', tag: '1' }],
])('has the parts of %s', (image, registry, hubName, parts) => {
  expect([imageRegistry(image), dockerHubName(image), imageParts(image)]).toEqual([registry, hubName, parts]);
});

test('takes the digest off an image, and cuts it for a message', () => {
  expect(undigested(`app:1@${digest}`)).toBe('app:1');
  expect(undigested('app:1')).toBe('app:1');
  expect(shortDigest(`app:1@${digest} of sha256:123`)).toBe('app:1@sha256:0123456789ab of sha256:123');
});

test.each([
  ['app:1', `app:1@${digest}`, true],
  [`app:1@${digest}`, `app:1@${digest.replace('0', '1')}`, true],
  [`app:1@${digest}`, `app:1@${digest}`, false],
  [`app:1@${digest}`, `app:2@${digest}`, false],
  ['app:1', 'app:1', false],
  ['me@example.com', 'me@example.org', false],
])('compares the digests of %s and %s', (before, after, isChanged) => {
  expect(isDigestChange(before, after)).toBe(isChanged);
});

test.each(['app:1', 'app', 'app:latest', 'localhost:5000/team/app'])(
  'takes %s for an image without a digest',
  (image) => {
    expect(undigestedProblem(image)).toBeUndefined();
  },
);

test.each([
  [`app:1@${digest}`, `must be an image without a digest, got "app:1@${digest}"; write "repository:tag"`],
  ['', 'must be an image without a digest, got ""; write "repository:tag"'],
  ['app:', 'has a malformed tag, got "app:"; write "repository:tag"'],
  [
    'Foo/Bar:1',
    'has a repository that no registry accepts, got "Foo/Bar:1"; write lower-case letters, digits and single ".", "_" or "-" between "/"',
  ],
])('does not take %j for an image without a digest', (image, problem) => {
  expect(textOf(undigestedProblem(image))).toBe(problem);
});

test('knows digests of sha256, sha384 and sha512', () => {
  expect([digest, `sha384:${'0a'.repeat(48)}`, `sha512:${'0a'.repeat(64)}`].map(digestProblem)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(textOf(digestProblem('sha256:12'))).toBe(
    'must be the digest of an image, got "sha256:12"; write "sha256:<64 hexadecimal digits>"',
  );
});

test.each(['nginx', 'ko://example.com/cmd/web', 'APP_IMAGE', '${REGISTRY}/web'])(
  'takes %p for an image that is pulled, or written by another program',
  (text) => {
    expect(unpullableProblem(text)).toBeUndefined();
  },
);

test.each([
  [' nginx:1', 'must not begin or end with white space, got " nginx:1"; write "repository:tag"'],
  ['http://ghcr.io/web', 'must have no scheme, got "http://ghcr.io/web"; write "ghcr.io/web"'],
  ['web:', 'has a malformed tag, got "web:"; write "repository:tag"'],
  ['web@sha256:abc', 'has a malformed digest, got "web@sha256:abc"; write "repository:tag"'],
  [
    'ghcr.io/Team/web:1',
    'has a repository that no registry accepts, got "ghcr.io/Team/web:1"; write lower-case letters, digits and single ".", "_" or "-" between "/"',
  ],
])('refuses %p, which no kubelet can pull', (text, problem) => {
  const found = unpullableProblem(text);
  expect(found && textOf(found)).toBe(problem);
});

import { digestsOf, listedDigests, registryDigests } from '../../../lib/commands/pin/found-digests';
import { findingText } from '../../../lib/findings/finding';
import { digestOf, localRegistry } from './local-registry';

const digest = `sha256:${'0'.repeat(64)}`;

test('come from a registry that has at most six requests at once', async () => {
  const names = Array.from({ length: 20 }, (_, index) => `api-${index}:1`);
  const manifests = Object.fromEntries(names.map((name) => [name, name]));
  // All requests are there before the first answer, if all are sent.
  const { host, mostAtOnce } = await localRegistry({ manifests, delay: 50 });
  const { digests, findings } = await registryDigests(
    names.map((name) => `${host}/${name}`),
    () => undefined,
  );
  expect(findings).toEqual([]);
  expect(digests).toEqual(Object.fromEntries(names.map((name) => [`${host}/${name}`, digestOf(name)])));
  expect(mostAtOnce()).toBeLessThanOrEqual(6);
});

test('have one finding for what several images have in common', async () => {
  const { host } = await localRegistry({ status: 503 });
  const { findings } = await registryDigests([`${host}/a:1`, `${host}/b:1`], () => undefined);
  expect(findings.map(findingText)).toEqual([
    `[${host}] does not say the digests of images, got 503 Service Unavailable; try again later, or give the digests as a list with --from`,
  ]);
});

test('come from a list, with a finding for an image that neither it nor the file has', () => {
  const given = { 'a:1': digest, 'other:1': digest };
  const { digests, findings } = listedDigests(['a:1', 'b:1', 'c:1'], given, { 'b:1': digest }, 'list');
  expect(digests).toEqual({ 'a:1': digest });
  expect(findings.map(findingText)).toEqual(['[c:1] has no digest in list; add a line for it']);
});

test('are those of some images', () => {
  expect(digestsOf(['a:1', 'c:1'], { 'a:1': digest, 'b:1': digest })).toEqual({ 'a:1': digest });
});

import {
  namedImages,
  renderedDigests,
  renderedImages,
  unrenderedDigests,
} from '../../../lib/commands/pin/rendered-images';
import { findingText } from '../../../lib/findings/finding';
import { folderManifests } from '../../../lib/folders/folder-manifests';
import { temporaryDirectory } from '../../temporary-directory';

const digest = `sha256:${'0'.repeat(64)}`;

function pod(name: string, spec: object, kind = 'Deployment', apiVersion = 'apps/v1'): string {
  return JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'shop' }, spec: { template: { spec } } });
}

const directory = temporaryDirectory({
  'api.yaml': pod('api', {
    initContainers: [{ name: 'schema', image: 'registry.example.com/schema:2' }],
    containers: [
      { name: 'api', image: 'api:1' },
      { name: 'proxy', image: `proxy:1@${digest}` },
      { name: 'other', image: `other:1@${digest}` },
      { name: 'none' },
    ],
    volumes: [{ name: 'model', image: { reference: 'model:3' } }],
  }),
  'rollout.yaml': pod('web', { containers: [{ name: 'web', image: 'web' }] }, 'Rollout', 'argoproj.io/v1alpha1'),
  'again/api.yaml': pod('api', { containers: [{ name: 'api', image: 'api:1' }] }),
  'broken.yaml': pod('broken', { containers: [{ name: 'web', image: 'Foo/Bar:1' }] }),
});

const images = renderedImages(folderManifests(directory, { recursive: true }));

test('are those of all containers and volumes, each once, without the digests that the file has', () => {
  const { names, findings } = namedImages(images, { 'proxy:1': digest });
  expect(names).toEqual(['api:1', 'model:3', 'proxy:1', 'registry.example.com/schema:2', 'web']);
  expect(findings.map(findingText)).toEqual([
    `[${directory}/broken.yaml: Deployment shop/broken] spec.template.spec.containers["web"].image has a repository that no registry accepts, got "Foo/Bar:1"; write lower-case letters, digits and single ".", "_" or "-" between "/"`,
  ]);
});

test('have the digests that are rendered beside a tag', () => {
  const spec = { containers: ['a:1', `b:1@${digest}`, `c@${digest}`, 'd:1@sha256:12'].map((image) => ({ image })) };
  const pods = temporaryDirectory({ 'pods.yaml': pod('pods', spec) });
  expect(renderedDigests(renderedImages(folderManifests(pods, { recursive: true })))).toEqual({ 'b:1': digest });
});

test('are found where they do not have the digest of the file, each once', () => {
  const other = `sha256:${'1'.repeat(64)}`;
  const digests = { 'api:1': digest, 'proxy:1': other, 'other:1': digest, 'gone:1': digest };
  const [api, proxy] = ['api', 'proxy'].map(
    (name) => `api.yaml: Deployment shop/api] spec.template.spec.containers["${name}"].image must be "${name}:1" with`,
  );
  expect(unrenderedDigests('images.json', images, digests).map(findingText)).toEqual([
    `[${directory}/again/${api} sha256:000000000000, as in images.json, got no digest; give the digests of the file to setDefaults(app, { digests }), and render again`,
    `[${directory}/${proxy} sha256:111111111111, as in images.json, got sha256:000000000000; render again; if the program writes this digest itself, remove the image from the file`,
  ]);
});

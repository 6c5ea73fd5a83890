import { renderedImages } from '../../../lib/commands/pin/rendered-images';
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
  'broken.yaml': pod('broken', { containers: [{ name: 'web', image: '$(IMAGE)' }] }),
});

test('are those of all containers and volumes, each once, without the digests that the file has', () => {
  const folders = folderManifests(directory, { recursive: true });
  const { images, findings } = renderedImages(folders, { 'proxy:1': digest });
  expect(images).toEqual(['api:1', 'model:3', 'proxy:1', 'registry.example.com/schema:2', 'web']);
  expect(findings).toEqual([
    {
      path: 'Deployment shop/broken',
      file: `${directory}/broken.yaml`,
      at: 'an image',
      code: 'invalid-format',
      want: 'must be an image without a digest',
      got: '"$(IMAGE)"',
      write: 'write "repository:tag"',
    },
  ]);
});

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newObjects, oldManifests, oldObjects, Takeover, takeovers } from '../__tests__/documented-takeovers';
import { story } from './evidence';
import { nodeImage } from './fixtures/backends';
import { get, kubectl } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { makeNamespace, removeNamespace } from './namespaces';
import { inLongRuns } from './tiers';

interface Deployment {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly name: string }[] } };
  };
}

interface Service {
  readonly spec: { readonly clusterIP: string; readonly ports: readonly { readonly targetPort: string | number }[] };
}

const namespace = 'shop';
const [takeOver = ''] = documentedBlocks('Coming from a chart, an overlay or plain YAML', 'coming-from.md');

afterEach(() => removeNamespace(namespace), 150_000);

for (const [index, takeover] of takeovers().entries()) {
  // One command replaces all of them.
  const step = index === 0 ? story(namespace) : inLongRuns(story(namespace));

  step(`takes the place of the objects of ${takeover.file}, and leaves nothing of theirs`, async () => {
    const name = /new BackendService\(chart, '(.*?)'/.exec(takeover.program)?.[1] ?? '';
    const shell = new Console();
    const objects = newObjects(takeover).map((object) => JSON.stringify(object));
    mkdirSync(join(shell.folder, 'dist'));
    writeFileSync(join(shell.folder, 'dist/objects.yaml'), inImage(objects.join('\n---\n')));
    await makeNamespace(namespace);
    await kubectl('create -f -', { input: inImage(oldObjects(takeover)) });
    const [service, deployment] = ['service', 'deployment'].map((kind) => nameOf(takeover, kind)) as [string, string];
    const before = await get<Service>(`-n ${namespace} service ${service}`);
    await shell.type(takeOver);
    const { spec } = await get<Deployment>(`-n ${namespace} deployment ${deployment}`);
    expect(spec.template.spec.containers.map((container) => container.name)).toEqual([name]);
    const after = await get<Service>(`-n ${namespace} service ${service}`);
    expect(after.spec.clusterIP).toBe(before.spec.clusterIP);
    expect(after.spec.ports.map(({ targetPort }) => targetPort)).toEqual(['http']);
    expect(await shell.try('kubectl diff -f dist/')).toMatchObject({ code: 0, stdout: '' });
  });
}

/** The name of the old object of a kind, whose place the new one takes. */
function nameOf(takeover: Takeover, kind: string): string {
  return oldManifests(takeover).find((manifest) => manifest.kind.toLowerCase() === kind)?.metadata.name ?? '';
}

function inImage(text: string): string {
  return text.replaceAll('docker.io/demo/api:1.2.3', nodeImage);
}

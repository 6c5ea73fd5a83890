import { join } from 'node:path';
import { adoptSource } from '../../../lib/commands/adopt/adopt-source';
import { temporaryDirectory } from '../../temporary-directory';
import { RecordedTerminal } from '../secrets/recorded-terminal';

const options = { recursive: false, render: false };
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n';

test('reads a folder, with the namespace of objects that state none', async () => {
  const folder = temporaryDirectory({ 'a.yaml': configMap, 'values.yaml': 'a: 1\n' });
  const terminal = new RecordedTerminal();
  const { objects, title } = await adoptSource(folder, { ...options, namespace: 'shop' }, terminal);
  expect(objects.map(({ metadata }) => metadata)).toEqual([{ name: 'a', namespace: 'shop' }]);
  expect(title).toBe(folder);
  expect(terminal.complaints).toContain('values.yaml, which is no Kubernetes object');
});

test('reads a compose file into the namespace of its project, its folder, or the one that is given', async () => {
  const services = 'services: { web: { image: "docker.io/demo/web:1.0.0" } }\n';
  const folder = temporaryDirectory({ 'My_App/compose.yaml': services, 'named.yaml': `name: shop\n${services}` });
  const namespaceOf = async (file: string, namespace?: string): Promise<unknown> => {
    const { objects, isNew } = await adoptSource(join(folder, file), { ...options, namespace }, new RecordedTerminal());
    return [isNew, objects[0]?.metadata.namespace];
  };
  expect(await namespaceOf('My_App/compose.yaml')).toEqual([true, 'my-app']);
  expect(await namespaceOf('named.yaml')).toEqual([true, 'shop']);
  expect(await namespaceOf('named.yaml', 'other')).toEqual([true, 'other']);
});

test('a source that cannot be read is a finding', async () => {
  await expect(adoptSource('not-there', options, new RecordedTerminal())).rejects.toThrow('not-there');
});

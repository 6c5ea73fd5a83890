import { isManifestFile, manifestFile } from '../../lib/files/manifest-file';
import { object } from '../manifests';

test('begins with a header that says whose file it is, and holds the object', () => {
  expect(manifestFile(object('ConfigMap', { data: { a: 'on' } })))
    .toBe(`# Rendered by cdk8s-backend. Change the program and render it again, not this file.
apiVersion: v1
kind: ConfigMap
metadata:
  name: web
  namespace: shop
data:
  a: 'on'
`);
});

test('is known again, with Windows line ends too, and nothing else is', () => {
  const text = manifestFile(object('ConfigMap'));
  expect(isManifestFile('30-configmap-web.yaml', text)).toBe(true);
  expect(isManifestFile('30-configmap-web.yaml', text.replaceAll('\n', '\r\n'))).toBe(true);
  expect(isManifestFile('30-configmap-web.yaml', text.replace('# Rendered', '# Written'))).toBe(false);
  expect(isManifestFile('notes.md', text)).toBe(false);
});

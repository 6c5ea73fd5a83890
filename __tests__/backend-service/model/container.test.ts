import { at, outcome } from '../edge-values';

test("has the image's program and arguments, pulled as the props say", () => {
  const { manifests } = outcome({ command: ['node'], args: ['main.js'], imagePullPolicy: 'IfNotPresent' });
  expect(at(manifests, 'Deployment spec.template.spec.containers.0')).toMatchObject({
    image: 'docker.io/demo/api:1.2.3',
    command: ['node'],
    args: ['main.js'],
    imagePullPolicy: 'IfNotPresent',
  });
});

test.each<[object, string]>([
  [{ image: undefined }, 'image must be a string, got undefined; write "repository:tag"'],
  [{ imagePullPolicy: 'always' }, 'imagePullPolicy must be "Always" or "IfNotPresent" or "Never", got "always"'],
  [{ command: 'node' }, 'command must be a list of strings, got "node"; write ["node"]'],
])('refuses %p', (props, finding) => {
  expect(outcome(props).findings).toEqual([`[shop/api] ${finding}`]);
});

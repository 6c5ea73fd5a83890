import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    "has the image's Secrets, program and arguments",
    { command: ['node'], args: ['main.js'], imagePullPolicy: 'IfNotPresent' },
    'Deployment spec.template.spec.containers.0.args',
    ['main.js'],
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

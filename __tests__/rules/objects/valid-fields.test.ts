import { validFields } from '../../../lib/rules/objects/valid-fields';
import { object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const settings = (data: object) => object('ConfigMap', { data });

test('accepts fields that the schema of Kubernetes has', () => {
  expect(findings(validFields, settings({ PORT: '8080' }))).toEqual([]);
});

test('refuses a number where Kubernetes takes a string', () => {
  expect(findings(validFields, settings({ PORT: 8080 }))).toEqual([
    '[ConfigMap shop/web] data["PORT"] must be a string, got 8080; write "8080" (valid-fields)',
  ]);
});

test('lets an object through that says why', () => {
  expect(findings(validFields, optedOut(settings({ PORT: 8080 }), validFields))).toEqual([]);
});

describe('of a custom resource', () => {
  const schema = {
    type: 'object',
    required: ['spec'],
    properties: {
      spec: {
        type: 'object',
        required: ['color'],
        properties: {
          color: { type: 'string', enum: ['red', 'blue'] },
          size: { type: 'integer', maximum: 3 },
          password: { type: 'string', maxLength: 3 },
          template: { type: 'object', 'x-kubernetes-embedded-resource': true },
          hosts: { type: 'array', items: { type: 'string' } },
          containers: { type: 'array', items: { type: 'object', properties: { name: { type: 'string' } } } },
        },
      },
    },
  };
  const versions = [
    { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema: schema } },
    { name: 'v1alpha1', served: false, storage: false, schema: { openAPIV3Schema: schema } },
  ];
  const definition = {
    ...object('CustomResourceDefinition', {
      spec: { group: 'example.com', scope: 'Namespaced', names: { kind: 'Container', plural: 'containers' }, versions },
    }),
    apiVersion: 'apiextensions.k8s.io/v1',
    metadata: { name: 'containers.example.com' },
  };
  const resource = (spec: object, apiVersion = 'example.com/v1') => ({ ...object('Container', { spec }), apiVersion });
  const lines = (...args: Parameters<typeof resource>) =>
    findings(validFields, definition, resource(...args)).map((line) => line.replace('[Container shop/web] ', ''));

  test.each<[object, string]>([
    [{ color: 'green' }, 'spec.color must be red or blue, got "green"; write red (valid-fields)'],
    [{ color: 'red', sice: 1 }, 'spec.sice is no field of Container; write size (valid-fields)'],
    [{ color: 'red', size: '1' }, 'spec.size must be an integer, got "1"; write 1 (valid-fields)'],
    [{ color: 'red', size: 4 }, 'spec.size must be at most 3, got 4; write another (valid-fields)'],
    [{}, 'spec.color must be set, got none; write it (valid-fields)'],
    [{ color: 'red', hosts: [null] }, 'spec.hosts[0] must be a string, got null; write a string (valid-fields)'],
    [
      { color: 'red', password: 'abcd' },
      'spec.password must have at most 3 characters, got a string; write less (valid-fields)',
    ],
    [
      { color: 'red', template: { apiVersion: 'v1', kind: 'Pod', metadata: { labels: { a: 1 } } } },
      'spec.template.metadata.labels.a must be a string, got 1; write "1" (valid-fields)',
    ],
  ])('finds in %j what its definition refuses', (spec, line) => {
    expect(lines(spec)).toEqual([line]);
  });

  test('is judged by the definition that it fits best, of those of several releases', () => {
    const release = (...names: readonly string[]) => {
      const properties = { spec: { type: 'object', properties: Object.fromEntries(names.map((name) => [name, {}])) } };
      const openAPIV3Schema = { type: 'object', properties };
      const version = { name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } };
      const spec = { group: 'example.com', scope: 'Namespaced', names: { kind: 'Container', plural: 'containers' } };
      return { ...definition, metadata: { name: names.join('-') }, spec: { ...spec, versions: [version] } };
    };
    const releases = [release('a'), release('a', 'b'), release('a')];
    expect(findings(validFields, ...releases, resource({ a: 1, b: 1 }))).toEqual([]);
    expect(findings(validFields, ...releases, resource({ a: 1, b: 1, c: 1 }))).toEqual([
      '[Container shop/web] spec.c is no field of Container; leave it out (valid-fields)',
    ]);
  });

  test('takes what SOPS encrypted as it is', () => {
    const encrypted = 'ENC[AES256_GCM,data:x,iv:x,tag:x,type:str]';
    const resources = {
      ...resource({ color: encrypted, size: encrypted, password: encrypted }),
      sops: { mac: encrypted },
    };
    expect(findings(validFields, definition, resources)).toEqual([]);
  });

  test('takes what its definition takes, and asks for nothing of a type of Kubernetes with the same name', () => {
    expect(lines({ color: 'red', size: null, containers: [{ name: 'a' }] })).toEqual([]);
  });

  test.each(['v1alpha1', 'v2'])('refuses the version %s, which is not served', (version) => {
    expect(lines({ color: 'red' }, `example.com/${version}`)).toEqual([
      `apiVersion must be a version of Container that is served, got "example.com/${version}"; write example.com/v1 (valid-fields)`,
    ]);
  });

  test('says nothing of another group', () => {
    expect(lines({ any: 1 }, 'other.example.com/v1')).toEqual([]);
  });
});

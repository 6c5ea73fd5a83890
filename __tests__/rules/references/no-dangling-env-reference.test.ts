import { noDanglingEnvReference } from '../../../lib/rules/references/no-dangling-env-reference';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

const secret = { valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } };

test.each([
  [
    'a variable before it',
    deployment({
      env: [
        { name: 'P', ...secret },
        { name: 'URI', value: 'db://$(P)@db' },
      ],
    }),
  ],
  ['an escaped reference', deployment({ env: [{ name: 'A', value: '$$(P)' }] })],
  ["a shell's command", deployment({ env: [{ name: 'A', value: '$(cat /etc/hostname) $P ${P}' }] })],
  ['what the kubelet reads as a part of a command', deployment({ env: [{ name: 'A', value: '$(cat $(P))' }] })],
  [
    'a container with envFrom, whose names are not known',
    deployment({ envFrom: [{}], env: [{ name: 'A', value: '$(P)' }] }),
  ],
  [
    'the API server',
    deployment({ env: [{ name: 'A', value: '$(KUBERNETES_SERVICE_HOST)' }] }, { enableServiceLinks: false }),
  ],
  ['a Service, by its link', deployment({ env: [{ name: 'A', value: '$(DB_SERVICE_HOST):$(DB_PORT)' }] })],
])('accepts %s', (_, manifest) => {
  expect(findings(noDanglingEnvReference, manifest)).toEqual([]);
});

test('refuses a reference to a variable that comes later', () => {
  const manifest = deployment({
    env: [
      { name: 'URI', value: 'db://$(P)@db' },
      { name: 'P', ...secret },
    ],
  });
  expect(findings(noDanglingEnvReference, manifest)).toEqual([
    '[Deployment shop/web] spec.template.spec.containers["main"].env["URI"].value refers to $(P), which does not stand before it; put P before URI, or write $$(P) for the text itself (no-dangling-env-reference)',
  ]);
});

test('refuses a reference to a variable that the container does not have', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '$(DB_SERVICE_HOST)' }] }, { enableServiceLinks: false });
  expect(findings(noDanglingEnvReference, manifest)).toEqual([
    '[Deployment shop/web] spec.template.spec.containers["main"].env["A"].value refers to $(DB_SERVICE_HOST), which the container does not have; put DB_SERVICE_HOST before A, or write $$(DB_SERVICE_HOST) for the text itself (no-dangling-env-reference)',
  ]);
});

test('lets an object through that says why', () => {
  const manifest = deployment({ env: [{ name: 'A', value: '$(P)' }] });
  expect(findings(noDanglingEnvReference, optedOut(manifest, noDanglingEnvReference))).toEqual([]);
});

describe('in command and args', () => {
  const port = { name: 'PORT', value: '80' };
  const main = { name: 'main', image: 'api:1', env: [port], args: ['--shard=$(JOB_COMPLETION_INDEX)'] };
  const job = (completionMode: string) => ({ completionMode, template: { spec: { containers: [main] } } });

  test('accepts the index that an indexed Job gives its pods, and no other', () => {
    const cronJob = (mode: string) => object('CronJob', { spec: { jobTemplate: { spec: job(mode) } } });
    expect(findings(noDanglingEnvReference, object('Job', { spec: job('Indexed') }), cronJob('Indexed'))).toEqual([]);
    expect(findings(noDanglingEnvReference, cronJob('NonIndexed'))).toHaveLength(1);
  });

  test.each([
    ['a variable of the container', { args: ['--port=$(PORT)'], env: [port] }],
    ['an escaped reference', { args: ['$$(PROT)'], env: [port] }],
    ["a shell's command", { command: ['sh', '-c', 'echo $(date) $(HOSTNAME)'], env: [port] }],
    ["a program's own templates", { args: ['--format=$(level)'], env: [port] }],
    ['variables of which the container has none', { args: ['--token=[$(TOKEN)]'] }],
    ['variables that are not known', { args: ['$(PROT)'], env: [port], envFrom: [{}] }],
    ['a Service, by its link', { args: ['$(DB_SERVICE_HOST)'] }],
  ])('accepts %s', (_, container) => {
    expect(findings(noDanglingEnvReference, deployment(container))).toEqual([]);
  });

  test.each([
    [{ args: ['--port=$(PROT)'], env: [port] }, 'args', 'PROT', 'write $(PORT)'],
    [{ command: ['/bin/sh', '-c', 'exec serve $(PROT)'], env: [port] }, 'command', 'PROT', 'write $(PORT)'],
    [{ args: ['$(LOG_LEVEL)', '$(LOG_LEVEL)'], env: [port] }, 'args', 'LOG_LEVEL', 'add LOG_LEVEL to env'],
  ])('refuses %p', (container, part, name, advice) => {
    expect(findings(noDanglingEnvReference, deployment(container))).toEqual([
      `[Deployment shop/web] spec.template.spec.containers["main"].${part} refers to $(${name}), which the container does not have; ${advice}, or write $$(${name}) for the text itself (no-dangling-env-reference)`,
    ]);
  });
});

import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isLocal, kubectl, kubectlContext } from '../../../lib/commands/secrets/kubectl';
import { temporaryDirectory } from '../../temporary-directory';
import { StubKubectl } from './stub-kubectl';

describe('kubectl', () => {
  test('passes arguments and input as they are', async () => {
    const stub = new StubKubectl({ refusal: 'Warning: old\nE1201 12:00:00.0 a.go] noise\nno!' });
    const args = ['create', '--filename', '-', "a 'b' $(c)"];
    const result = await kubectl(args, '{"a":1}');
    const { calls } = stub;
    stub.remove();
    expect(calls).toEqual([{ args, input: '{"a":1}' }]);
    expect(result).toEqual({ code: 1, output: '', complaint: 'no! {"a":1}' });
  });

  test('says that a signal ended it', async () => {
    const folder = temporaryDirectory({ kubectl: '#!/bin/sh\nkill -KILL $$\n' });
    chmodSync(join(folder, 'kubectl'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const complaint = 'kubectl was ended by the signal SIGKILL';
      expect(await kubectl(['version'])).toEqual({ code: 1, output: '', complaint });
    } finally {
      process.env['PATH'] = path;
    }
  });

  test('says that there is no kubectl', async () => {
    const path = process.env['PATH'];
    const empty = mkdtempSync(join(tmpdir(), 'empty-'));
    process.env['PATH'] = empty;
    try {
      await expect(kubectl(['version'])).rejects.toThrow(
        '[kubectl] cannot be run, ENOENT; install it and put it on the PATH',
      );
    } finally {
      process.env['PATH'] = path;
      rmdirSync(empty);
    }
  });
});

describe('isLocal', () => {
  test.each([
    ['kind-dev', 'https://10.0.0.1:6443'],
    ['k3d-dev', 'https://0.0.0.0:6443'],
    ['minikube', 'https://192.168.49.2:8443'],
    ['docker-desktop', 'https://kubernetes.docker.internal:6443'],
    ['rancher-desktop', 'https://10.0.0.1:6443'],
    ['anything', 'https://127.0.0.1:6443'],
    ['anything', 'https://127.1.2.3'],
    ['anything', 'https://localhost:6443'],
    ['anything', 'https://[::1]:6443'],
  ])('says yes to %s at %s', (name, server) => {
    expect(isLocal({ name, server })).toBe(true);
  });

  test.each([
    ['production', 'https://10.0.0.1:6443'],
    ['kind', 'https://10.0.0.1:6443'],
    ['my-minikube', 'https://10.0.0.1:6443'],
    ['anything', 'https://127.0.0.1.example.com'],
    ['anything', 'https://localhost.example.com'],
    ['anything', ''],
  ])('says no to %s at %s', (name, server) => {
    expect(isLocal({ name, server })).toBe(false);
  });
});

describe('kubectlContext', () => {
  let stub: StubKubectl;
  afterEach(() => {
    stub.remove();
  });

  test('tells the current context and its server', async () => {
    stub = new StubKubectl();
    expect(await kubectlContext()).toEqual({ name: 'kind-dev', server: 'https://127.0.0.1:6443' });
  });

  test('asks for the context of a name', async () => {
    stub = new StubKubectl();
    await kubectlContext('other');
    expect(stub.calls.map(({ args }) => args)).toEqual([
      ['config', 'view', '--minify', '--output', 'json', '--context', 'other'],
    ]);
  });

  test('says what kubectl says where there is none', async () => {
    stub = new StubKubectl({ context: '' });
    await expect(kubectlContext()).rejects.toThrow(
      '[kubectl] has no such context, error: current-context must exist in order to minify; ' +
        'choose one with kubectl config use-context, or --context',
    );
  });
});

import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { answered, isLocal, kubectl, kubectlContext, safeComplaint } from '../../lib/commands/kubectl';
import { temporaryDirectory } from '../temporary-directory';
import { StubKubectl } from './secrets/stub-kubectl';

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

  test.each([
    [
      'The Deployment "web" is invalid: \n* spec.a: Required value\n* spec.b: Invalid value: 1\n',
      'The Deployment "web" is invalid: spec.a: Required value spec.b: Invalid value: 1',
    ],
    [
      'Error from server (Forbidden): error when applying patch:\n{"data":{"a":"c2VjcmV0"}}\nto:\nResource: "/v1"\n' +
        'for: "STDIN": error when patching "STDIN": secrets "db" is forbidden\n',
      'Error from server (Forbidden): error when patching "STDIN": secrets "db" is forbidden',
    ],
    [
      'Error from server (Invalid): error when applying patch:\n{"a":1}\n',
      'Error from server (Invalid): without a reason',
    ],
  ])('has the error %j in one line, without a patch', async (complaints, complaint) => {
    const folder = temporaryDirectory({ kubectl: `#!/bin/sh\ncat >&2 <<'END'\n${complaints}END\nexit 1\n` });
    chmodSync(join(folder, 'kubectl'), 0o755);
    const path = process.env['PATH'];
    process.env['PATH'] = `${folder}:${path}`;
    try {
      expect((await kubectl(['apply'])).complaint).toBe(complaint);
    } finally {
      process.env['PATH'] = path;
    }
  });

  test.each([
    ['Error from server (Conflict): secrets "db": value c2VjcmV0', 'Error from server (Conflict)'],
    ['The Secret "db" is invalid: data: c2VjcmV0', 'for a reason that is not shown because it may repeat a value'],
  ])('repeats no value of the complaint %j about a Secret', (complaint, safe) => {
    expect(safeComplaint(complaint)).toBe(safe);
  });

  test.each([
    'The connection to the server 127.0.0.1:1 was refused - did you specify the right host or port?',
    'error: unable to recognize "STDIN": Get "https://127.0.0.1:1/api?timeout=30s": dial tcp 127.0.0.1:1: connect: connection refused',
    'Unable to connect to the server: dial tcp: lookup absent.example.com: no such host',
    'error: You must be logged in to the server (Unauthorized)',
  ])('takes %j for a cluster that does not answer', (complaint) => {
    const write = 'see whether the cluster is up and you have access to it, or choose another with --context';
    expect(() => answered({ code: 1, output: '', complaint })).toThrow(
      `[kubectl] does not answer, ${complaint}; ${write}`,
    );
  });

  test.each([
    'Error from server (Forbidden): secrets "db" is forbidden',
    'Error from server (InternalError): failed calling webhook "a": Post "https://a.b.svc:443/?timeout=10s": EOF',
  ])('takes %j for an answer', (complaint) => {
    const result = { code: 1, output: '', complaint };
    expect(answered(result)).toBe(result);
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

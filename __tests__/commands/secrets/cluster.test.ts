import { Cluster } from '../../../lib/commands/secrets/cluster';
import { randomValue } from '../../../lib/commands/secrets/secret-value';
import { StubKubectl } from './stub-kubectl';

const secret = { namespace: 'shop', name: 'db' };
const cluster = new Cluster('kind-dev');
const value = randomValue();

let stub: StubKubectl;
afterEach(() => {
  stub.remove();
});

describe('Cluster', () => {
  test('tells a Secret, and that there is none', async () => {
    stub = new StubKubectl({ secrets: { 'shop/db': { password: value } } });
    const found = await cluster.findSecret(secret);
    expect(found?.values).toEqual(new Map([['password', Buffer.from(value)]]));
    expect(await cluster.findSecret({ ...secret, name: 'other' })).toBeUndefined();
  });

  test('names the context in every call, so that the current one may change in between', async () => {
    stub = new StubKubectl();
    await cluster.hasNamespace('shop');
    await cluster.createSecret(secret, 'Opaque', new Map([['password', value]]));
    const context = ['--context', 'kind-dev', '--request-timeout=30s'];
    expect(stub.calls.map(({ args }) => args.slice(-3))).toEqual([context, context]);
  });

  test('creates a Secret once; a second time nothing is changed', async () => {
    stub = new StubKubectl();
    expect(await cluster.createSecret(secret, 'Opaque', new Map([['password', value]]))).toBe(true);
    expect(await cluster.createSecret(secret, 'Opaque', new Map([['password', 'other']]))).toBe(false);
    expect(stub.state.secrets).toEqual({ 'shop/db': { password: value } });
  });

  test('creates a Secret of the type that it is to have, and tells the type of one that is there', async () => {
    stub = new StubKubectl();
    const type = 'kubernetes.io/tls';
    await cluster.createSecret(secret, type, new Map([['tls.crt', value]]));
    expect(JSON.parse(stub.calls[0]?.input ?? '')).toMatchObject({ type });
    expect((await cluster.findSecret(secret))?.type).toBe(type);
  });

  test('adds keys to what was read, and nothing if that was changed in the meantime', async () => {
    stub = new StubKubectl({ secrets: { 'shop/db': { username: 'u' } } });
    const read = await cluster.findSecret(secret);
    if (read === undefined) throw new Error('no Secret');
    expect(await cluster.addKeys(read, new Map([['password', value]]))).toBe(true);
    expect(await cluster.addKeys(read, new Map([['password', 'other']]))).toBe(false);
    expect(stub.state.secrets).toEqual({ 'shop/db': { username: 'u', password: value } });
  });

  test.each([
    ['Error from server (Forbidden): denied', 'Error from server (Forbidden)'],
    ['The Secret is invalid', 'for a reason that is not shown because it may repeat a value'],
  ])('shows no value when it is refused with "%s" and the value', async (refusal, reason) => {
    stub = new StubKubectl({ refusal });
    const remedy = 'see whether you may create and update Secrets there: kubectl auth can-i create secrets';
    await expect(cluster.createSecret(secret, 'Opaque', new Map([['password', value]]))).rejects.toThrow(
      `1 finding:\n[shop/db] kubectl was refused, ${reason}; ${remedy}`,
    );
  });
});

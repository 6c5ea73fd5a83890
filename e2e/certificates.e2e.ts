import { X509Certificate } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { RecordedTerminal } from '../__tests__/commands/secrets/recorded-terminal';
import { temporaryDirectory } from '../__tests__/temporary-directory';
import { MongoTls, render, SecretRef } from '../lib';
import { statusCommand } from '../lib/commands/status/status-command';
import { storyWithAddOns } from './add-ons';
import { story } from './evidence';
import { applyObjects, backend } from './fixtures/backends';
import { certManager, InternalAuthority } from './internal-authority';
import { get, kubectl, run, waitFor } from './kubectl';
import { Console, documentedBlocks } from './mongo-commands';
import { MongoSet } from './mongo-set';
import { mongoStory } from './mongo-story';
import { endNamespace, makeNamespace, removeNamespace } from './namespaces';

const namespace = 'mongo-certificates';
const authority = new InternalAuthority('internal');
const other = new InternalAuthority('other');
const { issuer } = authority;
const trusted = new SecretRef(new Chart(new App(), 'trusted', { namespace }), 'mongo-ca-bundle', { keys: ['ca.crt'] });
const tls: MongoTls = { mode: 'prefer', certificate: { issuer }, caBundle: trusted.key('ca.crt') };
// The shortest that cert-manager issues, and renewed a minute later.
const brief = { issuer, duration: '1h', renewBefore: '59m' };

storyWithAddOns('Certificates of cert-manager', ['cert-manager'], tell, 2);

function tell(): void {
  beforeAll(() => authority.start(), 150_000);
  afterAll(() => Promise.all([authority.remove(), other.remove()]), 60_000);
  describe('for routes', certificatesOfRoutes);
  describe('for a set', certificateOfSet);
}

function certificatesOfRoutes(): void {
  const routes = 'route-certificates';
  const step = story(routes);

  beforeAll(async () => {
    await removeNamespace(routes).catch(() => undefined);
    await makeNamespace(routes);
  });
  afterAll(() => endNamespace(routes));

  step('gives an Ingress its certificate, by a Certificate of the program or by an annotation', async () => {
    const app = new App();
    const chart = new Chart(app, routes, { namespace: routes });
    const ingress = (name: string) => ({ platform: 'traefik', host: `${name}.example.com` }) as const;
    const tls = { secretName: 'annotated-tls' };
    const annotations = { 'cert-manager.io/cluster-issuer': issuer.name };
    backend(chart, 'issued', { ingress: { ...ingress('issued'), tls: { issuer } } });
    backend(chart, 'annotated', { ingress: { ...ingress('annotated'), tls, annotations } });
    const kinds = ['Ingress', 'Certificate'];
    await applyObjects(render(app).filter(({ kind }) => kinds.includes(kind)));
    expect(await certificateOf('issued-tls')).toEqual({ type: 'kubernetes.io/tls', names: 'DNS:issued.example.com' });
    expect(await certificateOf('annotated-tls')).toEqual({
      type: 'kubernetes.io/tls',
      names: 'DNS:annotated.example.com',
    });
  });

  step('is not ready by status without its issuer, and says so', async () => {
    const app = new App();
    const chart = new Chart(app, routes, { namespace: routes });
    const ingress = (name: string) => ({ platform: 'traefik', host: `${name}.example.com` }) as const;
    const annotations = { 'cert-manager.io/cluster-issuer': 'absent' };
    backend(chart, 'late', { ingress: { ...ingress('late'), tls: { issuer: { name: 'absent' } } } });
    backend(chart, 'later', { ingress: { ...ingress('later'), tls: { secretName: 'later-tls' }, annotations } });
    const kinds = ['Service', 'Ingress', 'Certificate'];
    const objects = render(app).filter(({ kind }) => kinds.includes(kind));
    await applyObjects(objects);
    const folder = temporaryDirectory({ 'a.json': objects.map((object) => JSON.stringify(object)).join('\n---\n') });
    const why = 'Referenced "ClusterIssuer" not found: clusterissuer.cert-manager.io "absent" not found';
    const notIssued = `is not Ready yet, Issuing certificate as Secret does not exist: ${why}`;
    const lines = await waitFor('status to name the issuer twice', 30, async () => {
      const terminal = new RecordedTerminal();
      await statusCommand([folder], terminal);
      const found = terminal.output.split('\n').filter((line) => line.includes(why));
      return found.length === 2 ? found.map((line) => line.trim()) : undefined;
    });
    expect(lines.sort()).toEqual([notIssued, `its Certificate later-tls ${notIssued}`]);
  });

  step('gives a Gateway its certificate by an annotation of the owner of the Gateway', async () => {
    const flag = '[{"op":"add","path":"/spec/template/spec/containers/0/args/-","value":"--enable-gateway-api"}]';
    await kubectl(`-n ${certManager} patch deployment cert-manager --type=json -p ${flag}`);
    await kubectl(`-n ${certManager} rollout status deployment/cert-manager --timeout=90s`, { seconds: 100 });
    const name = 'public';
    const certificateRefs = [{ name: 'gateway-tls' }];
    const listener = {
      name: 'https',
      hostname: '*.example.com',
      port: 443,
      protocol: 'HTTPS',
      tls: { certificateRefs },
    };
    const metadata = { name, namespace: routes, annotations: { 'cert-manager.io/cluster-issuer': issuer.name } };
    const spec = { gatewayClassName: 'traefik', listeners: [listener] };
    await applyObjects([{ apiVersion: 'gateway.networking.k8s.io/v1', kind: 'Gateway', metadata, spec }]);
    expect(await certificateOf('gateway-tls')).toEqual({ type: 'kubernetes.io/tls', names: 'DNS:*.example.com' });
  });

  /** The names of a Secret's certificate, once the authority has signed it. */
  async function certificateOf(secret: string): Promise<{ type: string; names: string | undefined }> {
    return waitFor(`the Secret ${secret}`, 120, async () => {
      const { type, data } = await get<{ type: string; data: Record<string, string> }>(`-n ${routes} secret ${secret}`);
      const certificate = new X509Certificate(Buffer.from(data['tls.crt'] ?? '', 'base64'));
      const { publicKey } = new X509Certificate(await authority.certificate());
      if (!certificate.verify(publicKey)) throw new Error(`signed by ${certificate.issuer}`);
      return { type, names: certificate.subjectAltName };
    });
  }
}

function certificateOfSet(): void {
  const set = new MongoSet(namespace, { tls: { ...tls, certificate: brief } });
  const ordinals = [0, 1, 2];
  const shell = new Console();
  const [trustBoth = '', renew = '', trustNew = ''] = documentedBlocks('Change the authority of the certificates').map(
    (block) => block.replaceAll('-n shop ', `-n ${namespace} `),
  );
  let old: X509Certificate;

  beforeAll(async () => {
    await set.makeSecrets();
    await set.writeSecret('mongo-ca-bundle', { 'ca.crt': await authority.certificate() });
  }, 200_000);

  // Before the namespace, which with it cert-manager would fill again.
  afterAll(() => kubectl(`-n ${namespace} delete certificates --all --timeout=60s`), 70_000);

  const { trial, step, scenario } = mongoStory(set);

  step('has one certificate with the name of every member, and every mongod speaks TLS', async () => {
    const { subjectAltName = '' } = await issued();
    for (const host of set.hosts(3)) expect(matches(subjectAltName, host.replace(/:\d+$/, ''))).toBe(true);
    await waitFor('every agent to have its mongod speak TLS', 60, async () => {
      const logs = await Promise.all(ordinals.map((ordinal) => set.kubectl(`logs mongo-${ordinal} -c agent`)));
      return logs.every((log) => log.includes('"kind":"raise TLS","result":"done"')) || undefined;
    });
    await trial().writer.speakTls(await bundle());
  });

  scenario('shows the certificate that its short time has cert-manager renew, without a restart', async () => {
    await issuedAfter(await serials(), 90);
    // From now on it is renewed when this story says so.
    set.change({ tls });
    expect(await set.apply()).toEqual(['certificate.cert-manager.io/mongo configured']);
    await shown();
    return {};
  });

  scenario('trusts another authority beside its own, by the documented commands', async () => {
    old = await issued();
    const before = await authority.certificate();
    await shell.type(
      renew.replace(`-n ${namespace} patch certificate mongo`, `-n ${certManager} patch certificate ${authority.name}`),
    );
    const next = await waitFor('another authority', 60, async () => {
      const now = await authority.certificate();
      return now === before ? undefined : now;
    });
    writeFileSync(join(shell.folder, 'new-ca.crt'), next);
    await shell.type(trustBoth);
    expect(await bundle()).toBe(`${before}\n${next}`);
    await set.renewFiles();
    await served(await bundle());
    // As a backend does that is restarted.
    await trial().writer.speakTls(await bundle());
    return {};
  });

  scenario('shows the certificate of the new authority, without a restart', async () => {
    await shell.type(renew);
    await issuedAfter([old.serialNumber]);
    await shown();
    return {};
  });

  scenario('takes a member back that restarts while both authorities are trusted', async () => {
    await kubectl(`-n ${namespace} delete pod mongo-2`);
    return { replaced: ['mongo-2'] };
  });

  scenario('trusts the new authority alone in the end, by the documented command', async () => {
    await shell.type(trustNew);
    await set.renewFiles();
    await served(await bundle());
    await trial().writer.speakTls(await bundle());
    expect(await bundle()).toBe(await authority.certificate());
    return {};
  });

  scenario('has the issuer of another authority sign, as the program says', async () => {
    await other.start();
    writeFileSync(join(shell.folder, 'new-ca.crt'), await other.certificate());
    await shell.type(trustBoth);
    await set.renewFiles();
    await served(await bundle());
    await trial().writer.speakTls(await bundle());
    const { serialNumber } = await issued();
    set.change({ tls: { ...tls, certificate: { issuer: other.issuer } } });
    await set.apply();
    await issuedAfter([serialNumber]);
    await shown();
    return {};
  });

  scenario(
    'requires TLS, and trusts the certificate’s own authority again',
    async () => {
      set.change({ tls: { mode: 'require', certificate: { issuer: other.issuer } } });
      await set.apply();
      return { replaced: ordinals.map((ordinal) => `mongo-${ordinal}`) };
    },
    300,
  );

  async function bundle(): Promise<string> {
    return (await set.readSecret('mongo-ca-bundle'))['ca.crt'] ?? '';
  }

  async function issued(): Promise<X509Certificate> {
    return new X509Certificate((await set.readSecret('mongo-tls'))['tls.crt'] ?? '');
  }

  async function issuedAfter(before: readonly string[], seconds = 60): Promise<void> {
    await waitFor('another certificate', seconds, async () =>
      before.includes((await issued()).serialNumber) ? undefined : true,
    );
  }

  function serials(): Promise<string[]> {
    return Promise.all(set.hosts(3).map((host) => trial().writer.serial(host)));
  }

  async function shown(): Promise<void> {
    await waitFor('every member to show the newest certificate', 60, async () => {
      await set.renewFiles();
      const { serialNumber } = await issued();
      const all = await serials();
      if (all.some((serial) => serial !== serialNumber))
        throw new Error(`${all.join(', ')} instead of ${serialNumber}`);
      return true;
    });
  }

  /** Waits until every mongod has read these certificates of authorities. */
  async function served(authorities: string): Promise<void> {
    await waitFor('every member to trust the certificates of the bundle', 90, async () => {
      for (const ordinal of ordinals) {
        const file = ['-n', namespace, 'exec', `mongo-${ordinal}`, '-c', 'mongod', '--', 'cat', '/run/tls/ca.pem'];
        const { stdout } = await run('kubectl', file);
        if (stdout !== authorities) throw new Error(`mongo-${ordinal} has other certificates`);
        const { tls: seen } = await set.agentStatus(ordinal);
        if (seen?.certificate !== 'served') throw new Error(`mongo-${ordinal}: ${JSON.stringify(seen)}`);
      }
      return true;
    });
  }
}

/** Returns true if one of the names of a certificate, such as `*.mongo.shop.svc.cluster.local`, is a host's. */
function matches(subjectAltName: string, host: string): boolean {
  const names = subjectAltName.split(', ').map((name) => name.replace(/^DNS:/, ''));
  return names.some((name) => name === host || name === host.replace(/^[^.]+/, '*'));
}

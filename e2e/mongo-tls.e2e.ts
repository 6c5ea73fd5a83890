import { CertificateAuthority, Issued } from '../__tests__/certificate-authority';
import { KubernetesManifest } from '../lib';
import { exporterProps, scrape } from './exporter';
import { waitFor } from './kubectl';
import { MongoSet, MongoSetProps } from './mongo-set';
import { mongoStory } from './mongo-story';
import { longStory } from './tiers';

/** Two rollouts in little time: the next member goes as soon as the one before is ready, not 10 s after. */
class HurriedSet extends MongoSet {
  protected override adapted(manifests: readonly KubernetesManifest[]): readonly KubernetesManifest[] {
    return manifests.map((manifest) =>
      manifest.kind === 'StatefulSet'
        ? { ...manifest, spec: { ...(manifest['spec'] as object), minReadySeconds: 0 } }
        : manifest,
    );
  }
}

const exported: MongoSetProps = { ...exporterProps(), metrics: { labels: { release: 'prometheus' } } };
const set = new HurriedSet('mongo-tls', exported);
const authority = new CertificateAuthority();
const everyMember = ['mongo-0', 'mongo-1', 'mongo-2'];

longStory('TLS on a set that runs', tell, 2);

function tell(): void {
  const { trial, step, scenario } = mongoStory(set);

  scenario('T14 goes from no TLS to preferring it', async () => {
    await writeCertificate(newCertificate());
    set.change({ ...exported, tls: 'prefer' });
    await set.apply();
    return { replaced: everyMember };
  });

  step('has its members speak TLS to each other once all of them accept it', async () => {
    await waitFor('every agent to have its mongod speak TLS', 30, async () => {
      const logs = await Promise.all([0, 1, 2].map((ordinal) => set.agentLog(ordinal)));
      return logs.every((log) => log.includes('"kind":"raise TLS","result":"done"')) || undefined;
    });
    // As a backend does that is rolled out with the set.
    await trial().writer.speakTls(authority.certificate);
  });

  scenario('T14 goes on to requiring TLS', async () => {
    set.change({ ...exported, tls: 'require' });
    await set.apply();
    return { replaced: everyMember };
  });

  step('has the exporter read every member by TLS', async () => {
    await set.kubectl('rollout status deployment/mongo-exporter --timeout=120s', 130);
    for (const host of set.hosts(3)) expect(await scrape(set, host)).toMatch(/^mongodb_up(\{.*\})? 1$/m);
  });

  step('lets nobody in without TLS', async () => {
    const { username = '', password = '' } = await set.readSecret('mongo-user-admin');
    const uri = `mongodb://${username}:${password}@${set.hosts(3).join(',')}/?replicaSet=mongo&serverSelectionTimeoutMS=3000`;
    await expect(trial().writer.login(uri)).rejects.toThrow('MongoServerSelectionError');
    expect(await trial().writer.login(`${uri}&tls=true&tlsCAFile=/tmp/ca.crt`)).toBe(true);
  });

  scenario('T14 shows a renewed certificate', async () => {
    const renewed = newCertificate();
    await writeCertificate(renewed);
    await set.renewFiles();
    await waitFor('every member to show the new certificate', 60, async () => {
      const serials = await Promise.all(set.hosts(3).map((host) => trial().writer.serial(host)));
      return serials.every((serial) => serial === renewed.serial) || undefined;
    });
    return {};
  });
}

function newCertificate(): Issued {
  return authority.issue({ names: [`*.mongo.${set.namespace}.svc.cluster.local`] });
}

function writeCertificate({ certificate, key }: Issued): Promise<void> {
  return set.writeSecret('mongo-tls', { 'tls.crt': certificate, 'tls.key': key, 'ca.crt': authority.certificate });
}

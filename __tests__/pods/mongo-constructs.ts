import { Chart } from 'cdk8s';
import { FindingsError } from '../../lib/findings/findings-error';
import { KubernetesManifest } from '../../lib/manifests/manifest';
import { podTemplate } from '../../lib/manifests/pod-template';
import { MongoBackup } from '../../lib/mongo/backup/mongo-backup';
import { MongoDumpStorage } from '../../lib/mongo/backup/backup-storage';
import { MongoSnapshots } from '../../lib/mongo/snapshots/mongo-snapshots';
import { MongoStatefulSet } from '../../lib/mongo/mongo-stateful-set';
import { DefaultProps, setDefaults } from '../../lib/pods/defaults';
import { PodsProps } from '../../lib/pods/pods';
import { RegistryProps } from '../../lib/pods/registry';
import { SecretRef } from '../../lib/secrets/secret-ref';
import { rendered } from '../rendered';
import { textsOf } from '../problem-text';

/** Props of pods: of the set, and of its dumps and its snapshots; and the defaults of their chart. */
export interface Given {
  readonly defaults?: DefaultProps;
  readonly set?: PodsProps & RegistryProps;
  readonly backup?: PodsProps & RegistryProps;
  readonly snapshots?: PodsProps;
  readonly storage?: (chart: Chart) => MongoDumpStorage;
}

/** A set with an exporter, its dumps and its snapshots, of these props and the least that they need beside. */
export function mongoConstructs({ defaults = {}, set, backup, snapshots, storage = () => ({ size: '1Gi' }) }: Given) {
  return rendered((chart) => {
    setDefaults(chart, defaults);
    const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
    const [user, exporter] = ['dumper', 'exporter'].map(
      (name) => new SecretRef(chart, name, { keys: ['username', 'password'] }),
    ) as [SecretRef<'username' | 'password'>, SecretRef<'username' | 'password'>];
    const mongo = new MongoStatefulSet(chart, 'mongo', {
      storage: { size: '1Gi' },
      keyfile,
      users: [{ credentials: user, roles: [{ role: 'backup', db: 'admin' }] }],
      metrics: { labels: { release: 'prometheus' } },
      exporter: { credentials: exporter },
      ...set,
    });
    new MongoBackup(chart, 'dumps', { mongo, user, schedule: '0 3 * * *', storage: storage(chart), ...backup });
    new MongoSnapshots(chart, 'snapshots', { mongo, user, schedule: '0 4 * * *', ...snapshots });
  });
}

/** The same props for all three. */
export function everywhere(props: PodsProps): Given {
  return { set: props, backup: props, snapshots: props };
}

/** The findings about them, without their paths. */
export function findings(given: Given): string[] {
  try {
    mongoConstructs(given);
    return [];
  } catch (error) {
    if (error instanceof FindingsError) return textsOf(error.findings);
    throw error;
  }
}

/** The pod templates: of the set, of its exporter, of the dumps and of the snapshots. */
export function podTemplates(manifests: readonly KubernetesManifest[]): Record<string, unknown>[] {
  const templates = manifests.map((manifest) => podTemplate(manifest) as Record<string, unknown> | undefined);
  return templates.filter((template) => template !== undefined);
}

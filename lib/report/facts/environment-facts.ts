import { quantity } from '../../kubernetes/quantity';
import { field, groupKind, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { openings } from '../../plan/internet/openings';
import { sourceRanges } from '../../plan/internet/private-networks';
import { Totals, totals } from '../../plan/totals';
import { amountText } from '../../plan/output/totals-text';
import { prerequisites } from '../../prerequisites/prerequisites';
import { providedSecrets } from '../../manifests/provided-secrets';
import { isEntry, servedHosts } from '../../topology/entries';
import { sourceText } from '../../topology/secrets';
import { scalerOf } from '../../topology/marks';
import { claimedVolumes, volumeSize } from '../../topology/volumes';
import { containerImages, hasPods, podCount, podRequests, podsText } from '../../topology/workloads';

/** The facts by which environments are compared, in the order in which they are listed. */
export const factNames = [
  'image',
  'replicas',
  'schedule',
  'requests',
  'disks',
  'exposure',
  'TLS',
  'DNS',
  'source',
  'backup',
  'all requests',
  'all disks',
] as const;
/** The name of a fact. */
export type FactName = (typeof factNames)[number];

/** A fact of an object of one environment. */
export interface Fact {
  /** The object without its namespace, which differs between environments: `Deployment api`; `All objects` for totals. */
  readonly subject: string;
  readonly name: FactName;
  readonly value: string;
}

/** The subject of the totals. */
export const wholeSubject = 'All objects';

/** Returns the facts of an environment: of workloads, of ways in, of Secrets, and of all together. */
export function environmentFacts(objects: readonly KubernetesManifest[]): Fact[] {
  return [
    ...objects.filter(hasPods).flatMap((each) => facts(each, workloadFacts(each, objects))),
    ...objects
      .filter((each) => isEntry(each) || groupKind(each) === '/Service')
      .flatMap((each) => facts(each, entryFacts(each, objects))),
    ...secretFacts(objects),
    ...totalFacts(totals(objects)),
  ];
}

type Facts = Readonly<Partial<Record<FactName, string>>>;

function facts({ kind, metadata }: KubernetesManifest, values: Facts): Fact[] {
  return factNames.flatMap((name) => {
    const value = values[name];
    return value === undefined || value === '' ? [] : [{ subject: `${kind} ${metadata.name}`, name, value }];
  });
}

function workloadFacts(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): Facts {
  const isCronJob = groupKind(workload) === 'batch/CronJob';
  const when = podsText(workload, objects);
  const disks = claimedVolumes(workload, objects).map((volume) => {
    const count = volume.isPerPod && !volume.isEphemeral ? podCount(workload) : 1;
    return `${volume.name} ${volumeSize(volume) ?? 'of unknown size'}${count === undefined || count === 1 ? '' : ` × ${count}`}`;
  });
  return {
    image: containerImages(workload).join(', '),
    replicas: isCronJob ? undefined : when,
    schedule: isCronJob && !isBackup(workload) ? when : undefined,
    backup: isBackup(workload) ? when : undefined,
    requests: requestsText(workload, objects),
    disks: disks.join(', '),
  };
}

/** The requests of one pod, times the pods, and their sum: `500m, 1Gi × 3 = 1500m, 3Gi`. */
function requestsText(workload: KubernetesManifest, objects: readonly KubernetesManifest[]): string {
  const { cpu, memory } = podRequests(workload, objects);
  const text = (times: number): string =>
    [
      ...(cpu === undefined ? [] : [amountText('cpu', cpu * times)]),
      ...(memory === undefined ? [] : [amountText('memory', memory * times)]),
    ].join(', ');
  const count = scalerOf(workload, objects)?.least ?? podCount(workload) ?? 1;
  return text(1) === '' || count === 1 ? text(1) : `${text(1)} × ${count} = ${text(count)}`;
}

const backupWords = /(?:^|[-_.])(?:backups?|dumps?|snapshots?|velero)(?:[-_.]|$)/i;

/** Tells whether a CronJob is a backup, by the label of its component or by its name. */
function isBackup({ kind, metadata }: KubernetesManifest): boolean {
  const component = textField(metadata.labels, 'app.kubernetes.io/component') ?? '';
  return kind === 'CronJob' && (backupWords.test(component) || backupWords.test(metadata.name));
}

function entryFacts(object: KubernetesManifest, objects: readonly KubernetesManifest[]): Facts {
  const hosts = servedHosts(object).join(', ');
  const type = textField(object, 'spec', 'type') ?? 'ClusterIP';
  if (groupKind(object) === '/Service' && type === 'ClusterIP' && hosts === '') return { exposure: 'in the cluster' };
  const isOpen = openings(object, objects).length > 0;
  const from = isOpen ? (sourceRanges(object) ?? ['the internet']).join(', ') : 'a private network';
  const way =
    groupKind(object) === '/Service'
      ? ({ LoadBalancer: ', by a load balancer', NodePort: ', by a port of each node' }[type] ?? '')
      : '';
  const isInside = groupKind(object) === '/Service' && ['ClusterIP', 'ExternalName'].includes(type);
  return {
    exposure: isInside ? 'in the cluster' : `${from}${way}`,
    TLS: isEntry(object) ? tlsText(object) : undefined,
    DNS: hosts,
  };
}

/** The certificate of a way in: a Secret, one of its controller, or none. */
function tlsText(entry: KubernetesManifest): string {
  const tls = [
    ...listField(entry, 'spec', 'tls'),
    ...listField(entry, 'spec', 'listeners').flatMap((each) => field(each, 'tls') ?? []),
  ];
  if (tls.length === 0) return field(entry, 'spec', 'tls') === undefined ? 'none' : 'its controller’s certificate';
  const secrets = tls.flatMap((each) => [
    textField(each, 'secretName') ?? [],
    listField(each, 'certificateRefs').flatMap((reference) => textField(reference, 'name') ?? []),
  ]);
  const names = [...new Set(secrets.flat())];
  return names.length === 0 ? 'its controller’s certificate' : names.map((name) => `Secret ${name}`).join(', ');
}

/** The source of each Secret. */
function secretFacts(objects: readonly KubernetesManifest[]): Fact[] {
  const fact = (name: string, value: string): Fact => ({ subject: `Secret ${name}`, name: 'source', value });
  const provided = objects.flatMap((object) =>
    providedSecrets(object).flatMap(({ name }) => (name === undefined ? [] : [fact(name, sourceText(object))])),
  );
  return [...provided, ...prerequisites(objects).secrets.map(({ name }) => fact(name, 'must exist'))];
}

function totalFacts({ cpu, memory, storage }: Totals): Fact[] {
  const requests = `${amountText('cpu', cpu)} cpu, ${amountText('memory', memory)} memory`;
  return [
    { subject: wholeSubject, name: 'all requests', value: requests },
    { subject: wholeSubject, name: 'all disks', value: quantity(amountText('storage', storage)) },
  ];
}

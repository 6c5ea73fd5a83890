import { field, Fields, KubernetesManifest, textField } from '../../manifests/manifest';
import { isMap } from '../../props/map';
import { dataPort, isDataImage } from '../../plan/workloads/data-images';
import {
  ComposePort,
  ComposeService,
  dnsName,
  interpolated,
  portsOf,
  scalarText,
  variablesOf,
  wordsOf,
} from './compose-file';

/** The size of the volumes, for compose states none. */
export const volumeSize = '10Gi';

/**
 * Returns the objects of Kubernetes that do what a service of a compose file does: a Deployment, a StatefulSet for a database, and a Service by
 * which the others call it under its name. `port` is one that others call it by.
 */
export function composeObjects(
  service: ComposeService,
  namespace: string,
  called: readonly number[],
): readonly KubernetesManifest[] {
  const { name, fields } = service;
  const image = interpolated(textField(fields, 'image') ?? '') ?? '';
  const isData = isDataImage(image);
  const known = dataPort(image);
  const own = portsOf(service);
  const others = new Set([...called, ...(known === undefined ? [] : [known])]);
  for (const { port, protocol } of own) if (protocol === 'TCP') others.delete(port);
  const ports = [...own, ...[...others].map((port): ComposePort => ({ port, protocol: 'TCP' }))];
  const volumes = namedVolumes(service);
  const template = podOf(service, image, ports, volumes, isData);
  const metadata = { name, namespace };
  const workload = {
    apiVersion: 'apps/v1',
    kind: isData ? 'StatefulSet' : 'Deployment',
    metadata,
    spec: {
      replicas: Number(field(fields, 'deploy', 'replicas') ?? 1),
      selector: { matchLabels: { app: name } },
      ...(isData ? { serviceName: name } : {}),
      template,
      ...(isData && volumes.length > 0
        ? { volumeClaimTemplates: volumes.map(({ volume }) => ({ metadata: { name: volume }, spec: claim })) }
        : {}),
    },
  };
  const claims = isData
    ? []
    : volumes.map(({ volume }) => ({
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: volume, namespace },
        spec: claim,
      }));
  if (ports.length === 0) return [workload, ...claims];
  const isTwice = (port: number): boolean => ports.filter((each) => each.port === port).length > 1;
  const nameOf = ({ port, protocol }: ComposePort): string =>
    `port-${port}${isTwice(port) ? `-${protocol.toLowerCase()}` : ''}`;
  const served = ports.map((one) => ({
    ...(ports.length > 1 ? { name: nameOf(one) } : {}),
    ...ofKubernetes(one, 'port'),
  }));
  return [
    workload,
    { apiVersion: 'v1', kind: 'Service', metadata, spec: { selector: { app: name }, ports: served } },
    ...claims,
  ];
}

function ofKubernetes({ port, protocol }: ComposePort, field: string): object {
  return { [field]: port, ...(protocol === 'TCP' ? {} : { protocol }) };
}

const claim = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: volumeSize } } };

interface NamedVolume {
  readonly volume: string;
  readonly path: string;
}

/** Returns the named volumes of a service. A folder of the machine has no counterpart in a cluster. */
function namedVolumes({ fields }: ComposeService): NamedVolume[] {
  const list = (Array.isArray(fields['volumes']) ? fields['volumes'] : []) as unknown[];
  return list.flatMap((each) => {
    const [source = '', path] = isMap(each)
      ? [textField(each, 'source'), textField(each, 'target')]
      : String(each).split(':');
    const isNamed = /^[A-Za-z0-9][\w.-]*$/.test(source) && path !== undefined;
    return isNamed ? [{ volume: dnsName(source), path }] : [];
  });
}

function podOf(
  service: ComposeService,
  image: string,
  ports: readonly ComposePort[],
  volumes: readonly NamedVolume[],
  isData: boolean,
): object {
  const { name, fields } = service;
  const user = /^(\d+)/.exec(scalarText(fields['user']))?.[1];
  const grace = secondsOf(textField(fields, 'stop_grace_period') ?? '');
  const container = defined({
    name,
    image: image === '' ? `registry.example.com/${name}:1.0.0` : image,
    command: wordsOf(fields['entrypoint']),
    args: wordsOf(fields['command']),
    workingDir: textField(fields, 'working_dir'),
    env: variablesOf(service).map(([variable, value]) =>
      value === undefined
        ? { name: variable, valueFrom: { secretKeyRef: { name: `${name}-secrets`, key: variable } } }
        : { name: variable, value },
    ),
    ports: ports.map((one) => ofKubernetes(one, 'containerPort')),
    readinessProbe: probeOf(field(fields, 'healthcheck')),
    resources: resourcesOf(field(fields, 'deploy', 'resources')),
    volumeMounts: volumes.map(({ volume, path }) => ({ name: volume, mountPath: path })),
    securityContext: user === undefined || user === '0' ? undefined : { runAsUser: Number(user) },
  });
  return {
    metadata: { labels: { app: name } },
    spec: defined({
      terminationGracePeriodSeconds: grace,
      containers: [container],
      volumes: isData
        ? []
        : volumes.map(({ volume }) => ({ name: volume, persistentVolumeClaim: { claimName: volume } })),
    }),
  };
}

/** Returns a duration such as `1m30s` in seconds; undefined for none, or one of other units. */
function secondsOf(duration: string): number | undefined {
  const [, ...parts] = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(duration) ?? [];
  const [hours = 0, minutes = 0, seconds = 0] = parts.map((part: string | undefined) => Number(part ?? 0));
  return hours * 3600 + minutes * 60 + seconds || undefined;
}

function probeOf(check: unknown): object | undefined {
  const test = field(check, 'test');
  const [kind, ...words] = Array.isArray(test) ? test.map(String) : ['CMD-SHELL', scalarText(test)];
  if (test === undefined || kind === 'NONE') return undefined;
  return { exec: { command: kind === 'CMD' ? words : ['sh', '-c', words.join(' ')] } };
}

function resourcesOf(given: unknown): object | undefined {
  const [limits, requests] = ['limits', 'reservations'].map((kind) => amounts(field(given, kind)));
  return limits === undefined && requests === undefined ? undefined : defined({ limits, requests });
}

function amounts(given: unknown): object | undefined {
  if (!isMap(given)) return undefined;
  const memory = /^([\d.]+)\s*([kmg])?b?$/i.exec(scalarText(given['memory']));
  return defined({
    cpu: given['cpus'] === undefined ? undefined : scalarText(given['cpus']),
    memory: memory === null ? undefined : `${memory[1] ?? ''}${binary[(memory[2] ?? '').toLowerCase()] ?? ''}`,
  });
}

const binary: Readonly<Record<string, string>> = { k: 'Ki', m: 'Mi', g: 'Gi' };

/** Returns a map without fields that are undefined or empty lists. */
function defined(map: Fields): object {
  const fields = Object.entries(map).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(fields);
}

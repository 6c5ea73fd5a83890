import { field, Fields, KubernetesManifest, textField, textMapField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { Remainder } from '../source/remainder';
import { maps, OtherContainer, podPath } from './reading';

/** The containers of pods: the application's, and those beside it. */
export interface ReadContainers {
  readonly container: Remainder;
  readonly others: readonly OtherContainer[];
  /** The reasons why the construct would start them in another order. */
  readonly reasons: readonly string[];
}

// It names the container that kubectl means without a name.
const defaultContainer = 'kubectl.kubernetes.io/default-container';

// Volumes that no container writes to.
const readOnlyVolumes = ['configMap', 'secret', 'projected', 'downwardAPI', 'image'];

/** Returns the containers of a Deployment. `service` is the Service in front of it. */
export function readContainers(source: KubernetesManifest, service: KubernetesManifest | undefined): ReadContainers {
  const pod = field(source, ...podPath);
  const [containers, initContainers] = ['containers', 'initContainers'].map((list) => maps(field(pod, list))) as [
    readonly Fields[],
    readonly Fields[],
  ];
  const main = mainContainer(source, containers, service);
  const plain = containers.filter((each) => each !== main);
  const isNative = ({ restartPolicy }: Fields): boolean => restartPolicy === 'Always';
  const first = initContainers.findIndex((each) => !isNative(each));
  const late = first < 0 ? undefined : initContainers.slice(first).find(isNative);
  const initial = initContainers.filter((each) => !isNative(each));
  const other = (isSidecar: boolean) => (container: Fields) => ({
    name: textField(container, 'name') ?? '',
    isSidecar,
    rest: new Remainder(container),
  });
  return {
    container: new Remainder(main),
    others: [...initial.map(other(false)), ...[...initContainers.filter(isNative), ...plain].map(other(true))],
    reasons: [
      ...(late === undefined
        ? []
        : [`its sidecar ${nameOf(late)} would start before its init container ${nameOf(initContainers[first])}`]),
      ...plain.flatMap((sidecar) =>
        initial
          .filter((each) => writtenBy(each, pod).some((volume) => mountsOf(sidecar).includes(volume)))
          .map(
            (each) =>
              `its sidecar ${nameOf(sidecar)} would start before its init container ${nameOf(each)}, which may write its files`,
          ),
      ),
    ],
  };
}

/**
 * Returns the application's container: the one that is called so, or else the first. Where it states no port, and the Service leads to another
 * one, it is that.
 */
function mainContainer(
  source: KubernetesManifest,
  containers: readonly Fields[],
  service: KubernetesManifest | undefined,
): Fields | undefined {
  const annotated = textMapField(source, 'spec', 'template', 'metadata', 'annotations')[defaultContainer];
  const named = [annotated, source.metadata.name].map((name) => containers.find((each) => each['name'] === name));
  const called = named.find((each) => each !== undefined) ?? containers[0];
  const port = maps(field(service, 'spec', 'ports')).find((each) => protocolOf(each) === 'TCP');
  if (port === undefined || tcpPorts(called).length > 0) return called;
  const target = port['targetPort'] ?? port['port'];
  const isTarget = (each: Fields): boolean => each['name'] === target || each['containerPort'] === target;
  return containers.find((each) => tcpPorts(each).some(isTarget)) ?? called;
}

function tcpPorts(container: Fields | undefined): readonly Fields[] {
  return maps(container?.['ports']).filter((port) => protocolOf(port) === 'TCP');
}

/** Returns the names of the volumes that a container may write to. */
function writtenBy(container: Fields, pod: unknown): string[] {
  const isWritable = (name: string): boolean => {
    const volume = maps(field(pod, 'volumes')).find((each) => each['name'] === name);
    return volume !== undefined && !readOnlyVolumes.some((kind) => Object.hasOwn(volume, kind));
  };
  return mountsOf(container).filter(isWritable);
}

function mountsOf(container: Fields): string[] {
  return maps(container['volumeMounts']).flatMap((mount) => textField(mount, 'name') ?? []);
}

function nameOf(container: unknown): string {
  return JSON.stringify(textField(container, 'name'));
}

import { mainPort, portKey } from '../../backend-service/workload/ports';
import { portNameProblem } from '../../kubernetes/names';
import { field, KubernetesManifest, textField } from '../../manifests/manifest';
import { protocolOf } from '../../manifests/pod-template';
import { maps } from './reading';

/** A port of a container. */
export interface Port {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
  /** The sidecar that has it; undefined for the application's. */
  readonly sidecar: string | undefined;
}

/** A port of a Service, and the container port that it leads to. */
export interface ServedPort {
  readonly name: string | undefined;
  readonly port: number;
  readonly protocol: string;
  readonly appProtocol: string | undefined;
  readonly target: Port | undefined;
}

/** Returns the ports of a Service of pods that state these ports; none without a Service. */
export function servedPorts(service: KubernetesManifest | undefined, ports: readonly Port[]): ServedPort[] {
  return maps(field(service, 'spec', 'ports')).map((port) => ({
    name: textField(port, 'name'),
    port: Number(port['port']),
    protocol: protocolOf(port),
    appProtocol: textField(port, 'appProtocol'),
    target: targetOf(port, ports),
  }));
}

/** Returns the container port that a Service's port leads to; a number need not be listed. */
export function targetOf(servicePort: unknown, ports: readonly Port[]): Port | undefined {
  const target = field(servicePort, 'targetPort') ?? field(servicePort, 'port');
  const protocol = protocolOf(servicePort);
  const listed = ports.find(
    (one) => (typeof target === 'number' ? one.port : one.name) === target && one.protocol === protocol,
  );
  if (listed !== undefined || typeof target !== 'number') return listed;
  return { name: undefined, port: target, protocol, sidecar: undefined };
}

/** The names that ports have from now on, each once in the pod. */
export class PortNames {
  readonly #names = new Map<string, string>();

  constructor(private readonly main: Port | undefined) {
    if (main !== undefined) this.#names.set(portKey(main), mainPort);
  }

  of(port: Port): string | undefined {
    return this.#names.get(portKey(port));
  }

  add(port: Port, name: string | undefined): string {
    const used = new Set(this.#names.values());
    const wanted = [port.name, name, port.sidecar].find(
      (each) => each !== undefined && portNameProblem(each) === undefined && !used.has(each),
    );
    const chosen = wanted ?? (this.main === undefined && used.size === 0 ? mainPort : `port-${port.port}`);
    this.#names.set(portKey(port), chosen);
    return chosen;
  }
}

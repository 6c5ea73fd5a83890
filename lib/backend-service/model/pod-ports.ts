import { Findings } from '../../findings/findings';
import { quoted } from '../../findings/problem';
import { referenceProblem } from '../../findings/near-name';
import { DecidedService } from '../network/service';
import { DecidedServices, FurtherService } from '../network/services';
import { ServicePort } from '../network/service-port';
import { checkProblem } from '../workload/health';
import { DecidedObservability } from '../workload/observability';
import {
  applicationPorts,
  DecidedPorts,
  mainPort,
  NamedPorts,
  numberProblem,
  portKey,
  Ports,
  portsOf,
  servicePortProblem,
  tcpPorts,
} from '../workload/ports';
import { DecidedPodContainers } from './pod-containers';

type Props = DecidedPodContainers & DecidedPorts & DecidedService;

/** Returns the TCP ports that ports of a Service lead to. The main one may be that of a sidecar in front of the application. */
export function servedPorts(ports: readonly ServicePort[]): Ports {
  const served = ports.filter(({ protocol }) => protocol === 'TCP');
  return Object.fromEntries(served.map(({ name, containerPort }) => [name, containerPort]));
}

/** Returns the ports of the Service, none of a worker: the main one, those of the application, and those of sidecars that are to be there. */
export function servicePorts(props: Props): ServicePort[] {
  const { port: main } = props;
  if (main === undefined) return [];
  const sidecars = Object.entries(props.sidecars).flatMap(([sidecar, { ports }]) =>
    Object.entries(ports).flatMap(([name, one]) =>
      typeof one.servicePort === 'number'
        ? [{ name, one, port: one.servicePort, at: `sidecars[${quoted(sidecar)}].ports[${quoted(name)}]` }]
        : [],
    ),
  );
  const own = Object.entries(props.ports).flatMap(([name, one]) =>
    one.servicePort === false ? [] : [{ name, one, port: one.servicePort ?? one.port, at: `ports[${quoted(name)}]` }],
  );
  return [
    mainServicePort(props, main, props.servicePort, 'servicePort'),
    ...[...own, ...sidecars].map(({ name, one, port, at }) => ({
      name,
      at,
      protocol: one.protocol,
      port,
      targetPort: name,
      containerPort: one.port,
    })),
  ];
}

/** Returns the further Services with their ports. A port that no container has is left out, for it is reported. */
export function furtherServices(props: Props & DecidedServices): FurtherService[] {
  const known = podPorts(props);
  return Object.entries(props.services).map(([service, { ports, ...fields }]) => ({
    name: service,
    props: fields,
    ports: Object.entries(ports).flatMap(([name, port]) => {
      const at = `ports[${quoted(name)}]`;
      if (name === mainPort && props.port !== undefined) return [mainServicePort(props, props.port, port, at)];
      const one = known[name];
      if (one === undefined) return [];
      return [{ name, at, protocol: one.protocol, port, targetPort: name, containerPort: one.port }];
    }),
  }));
}

/** Reports a target port that no container of the pods has, and ports of further Services that lead to none. */
export function checkTargetPort(findings: Findings, { props }: { readonly props: Props & DecidedServices }): void {
  const want = 'must be the name of a port of the application or of a sidecar';
  const known = podPorts(props);
  findings.add('targetPort', referenceProblem(props.targetPort, Object.keys(tcpPorts(known)), want));
  for (const [service, { ports }] of Object.entries(props.services))
    for (const name of Object.keys(ports))
      findings.add(`services[${quoted(service)}].ports`, referenceProblem(name, Object.keys(known), want));
}

/** Reports metrics at a port that the Service does not have, where a ServiceMonitor would look for it. */
export function checkMonitoredPort(
  findings: Findings,
  { props, servedPorts }: { readonly props: Props & DecidedObservability; readonly servedPorts: Ports },
): void {
  const { metrics } = props;
  if (metrics?.kind !== 'ServiceMonitor' || Object.hasOwn(servedPorts, metrics.port)) return;
  if (!Object.hasOwn(portsOf(props), metrics.port)) return;
  const want = 'must be a port of the Service, where a ServiceMonitor finds it';
  const write = 'write kind: "PodMonitor", or leave servicePort: false out';
  findings.add('metrics.port', { code: 'conflict', want, got: quoted(metrics.port), write });
}

/**
 * Reports ports of sidecars that another container of the pod has, or that a worker is to serve. All containers of a pod share its ports; names that differ too let the
 * Service mean one of them.
 */
export function checkSidecarPorts(
  findings: Findings,
  { props }: { readonly props: DecidedPodContainers & DecidedPorts },
): void {
  const application = Object.entries(applicationPorts(props));
  const names = new Set(application.map(([name]) => name));
  const numbers = new Map(application.map(([name, one]) => [portKey(one), name]));
  for (const [sidecar, { ports: own, ready }] of Object.entries(props.sidecars)) {
    const part = findings.inside(`sidecars[${quoted(sidecar)}]`);
    for (const [name, one] of Object.entries(own)) {
      const place = `ports[${quoted(name)}]`;
      const want = 'must have a name of its own in the pod';
      if (names.has(name))
        part.add(place, { code: 'not-unique', want, got: quoted(name), write: 'write another name' });
      part.add(place, numberProblem(one, numbers));
      part.add(`${place}.servicePort`, servicePortProblem(one, props));
      names.add(name);
      numbers.set(portKey(one), name);
    }
    if (ready !== undefined) part.add('ready', checkProblem(ready, tcpPorts(own)));
  }
}

function mainServicePort(props: Props, main: number, port: number, at: string): ServicePort {
  const containerPort = tcpPorts(podPorts(props))[props.targetPort] ?? main;
  return { name: mainPort, at, protocol: 'TCP', port, targetPort: props.targetPort, containerPort };
}

function podPorts(props: Props): NamedPorts {
  const ofSidecars = Object.values(props.sidecars).map(({ ports }) => ports);
  return Object.assign({}, ...ofSidecars, applicationPorts(props)) as NamedPorts;
}

import { Findings } from '../values/findings';
import { imageProblem } from '../values/image';
import { kubernetesProblem } from '../values/kubernetes-version';
import { serviceNameProblem } from '../values/names';
import { checkResources } from '../values/resources';
import { checkAvailability } from './availability';
import { Backend } from './backend';
import { checkCompanions } from './companions';
import { checkEntryPort } from './entry-port';
import { checkEnvironment } from './environment-variables';
import { checkFiles, fileDirectories } from './files';
import { checkHealth } from './health';
import { checkIdentity } from './identity';
import { checkJobs } from './jobs';
import { checkMetadata } from './metadata';
import { checkMounts } from './mounts';
import { checkObservability } from './observability';
import { checkOutsideCallers } from './outside-callers';
import { checkOwnVariables } from './own-variables';
import { checkNetwork } from './peers';
import { checkPorts } from './ports';
import { OverridableObject } from './props';
import { checkRollout } from './rollout';
import { checkRoutes } from './routes';
import { checkReplicas, leastReplicas } from './scale';
import { checkDeliveries } from './secret-deliveries';
import { checkService } from './service';
import { checkSizing } from './sizing';
import { checkWaitedPorts } from './waited-ports';

/** Reports everything that is wrong with a backend's props. */
export function checkBackend(findings: Findings, backend: Backend): void {
  const { name, namespace, props, ports, mounts, resources, kubernetes } = backend;
  findings.add('id', serviceNameProblem(name));
  findings.add('image', imageProblem(props.image));
  findings.add('kubernetes', kubernetesProblem(kubernetes));
  checkPorts(findings, props);
  checkReplicas(findings, backend.replicas);
  checkAvailability(findings, props);
  checkRollout(findings, backend.rollout, props);
  checkHealth(findings, props, ports);
  checkSizing(findings, props);
  checkOwnVariables(findings, props);
  checkResources(findings, resources);
  checkIdentity(findings, props);
  checkEnvironment(findings, { ...props, env: props.env }, namespace);
  checkFiles(findings, props, namespace);
  checkDeliveries(findings, backend.given, namespace);
  const ephemeralLimit = resources.limits?.['ephemeral-storage'];
  checkMounts(findings, mounts, fileDirectories(props), { namespace, ephemeralLimit });
  checkCompanions(findings, props, { name, namespace, mounts, ports });
  checkWaitedPorts(findings, backend);
  checkJobs(findings, name, props, Object.keys({ ...backend.variables.env, ...backend.variables.secrets }));
  checkService(findings, props, ports, kubernetes);
  checkEntryPort(findings, props);
  checkRoutes(findings, props);
  checkNetwork(findings, props);
  checkOutsideCallers(findings, props, namespace);
  checkObservability(findings, props, ports);
  checkMetadata(findings, props, backend.ownLabels);
  checkOverrides(findings, backend);
}

/** Reports overrides of objects that are not made. */
function checkOverrides(findings: Findings, { props, replicas }: Backend): void {
  const missing: Readonly<Partial<Record<OverridableObject, boolean>>> = {
    serviceAccount: props.existingServiceAccount !== undefined,
    networkPolicy: props.networkPolicy === false,
    podDisruptionBudget: props.podDisruptionBudget === false || leastReplicas(replicas) < 2,
    autoscaler: typeof replicas === 'number',
    httpRoute: props.route === undefined,
    ingress: props.ingress === undefined,
    monitor: props.metrics === undefined || props.metrics.by === 'annotations',
  };
  for (const name of Object.keys(props.overrides ?? {})) {
    if (missing[name as OverridableObject] === true)
      findings.add(`overrides.${name}`, 'must be of an object that is made, got one that is not; leave it out');
  }
}

import { Findings, shown } from '../values/findings';
import { imageProblem } from '../values/image';
import { kubernetesProblem } from '../values/kubernetes-version';
import { serviceNameProblem } from '../values/names';
import { checkResources } from '../values/resources';
import { checkAvailability } from './availability';
import { Backend } from './backend';
import { checkCompanions } from './companions';
import { checkEnvironment } from './environment-variables';
import { checkFiles } from './files';
import { checkHealth } from './health';
import { checkIdentity } from './identity';
import { checkJobs } from './jobs';
import { checkMetadata } from './metadata';
import { checkMounts } from './mounts';
import { checkObservability } from './observability';
import { checkNetwork } from './peers';
import { checkPorts } from './ports';
import { checkRollout } from './rollout';
import { checkRoutes } from './routes';
import { checkReplicas } from './scale';
import { checkService } from './service';
import { checkSizing } from './sizing';

/** Reports everything that is wrong with a backend's props. */
export function checkBackend(findings: Findings, backend: Backend): void {
  const { name, namespace, props, ports, mounts, resources, kubernetes } = backend;
  findings.add('id', serviceNameProblem(name));
  findings.add('image', imageProblem(props.image));
  findings.add('kubernetes', kubernetesProblem(kubernetes));
  checkPorts(findings, props);
  checkReplicas(findings, backend.replicas);
  checkAvailability(findings, props);
  checkRollout(findings, backend.rollout);
  checkHealth(findings, props, ports);
  checkSizing(findings, props);
  checkResources(findings, resources);
  checkIdentity(findings, props);
  checkEnvironment(findings, { ...props, env: props.env }, namespace);
  checkFiles(findings, props, namespace);
  checkMounts(findings, mounts, Object.keys(props.files ?? {}), resources.limits?.['ephemeral-storage']);
  checkCompanions(findings, props, { name, namespace, mounts });
  checkJobs(findings, name, props);
  checkService(findings, props, ports, kubernetes);
  checkRoutes(findings, props);
  checkNetwork(findings, props);
  checkObservability(findings, props, ports);
  checkMetadata(findings, props, backend.metadata.labels ?? {});
  for (const text of [...(props.command ?? []), ...(props.args ?? [])] as unknown[]) {
    if (typeof text !== 'string')
      findings.add('command', `must be strings, got ${shown(text)}; write ${shown(String(text))}`);
  }
}

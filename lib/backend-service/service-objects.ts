import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { apiObject } from '../construct/api-object';
import { objectLabels } from '../kubernetes/labels';
import { Backend } from './model/backend';
import { serviceAnnotations, serviceSpec } from './network/service';
import { furtherServiceFields } from './network/services';
import { mainPort } from './workload/ports';

/** Adds the Service. */
export function addService(scope: Construct, backend: Backend): ApiObject {
  const { metadata, props, selector, servicePorts, servedPorts } = backend;
  const settings = serviceAnnotations(props, servicePorts, servedPorts[mainPort]);
  return apiObject(scope, 'service', 'Service', {
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...settings } },
    spec: serviceSpec(props, selector, servicePorts),
  });
}

/**
 * Adds the further Services. Their labels are their own: a ServiceMonitor selects the Service by its label, and would scrape every pod once
 * for each Service that has it.
 */
export function addFurtherServices(scope: Construct, backend: Backend): void {
  const { metadata, props, partOf } = backend;
  for (const service of backend.furtherServices) {
    const { annotations, spec } = furtherServiceFields(backend, service);
    const name = `${backend.name}-${service.name}`;
    const labels = { ...props.labels, ...objectLabels(name, { component: 'backend', partOf, owner: props.owner }) };
    apiObject(scope, `service-${service.name}`, 'Service', {
      metadata: { ...metadata, name, labels, annotations: { ...metadata.annotations, ...annotations } },
      spec,
    });
  }
}

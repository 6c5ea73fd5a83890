import type * as k8s from '../../../imports/k8s';
import { versionLabel } from '../../kubernetes/labels';
import { mongodPort } from '../agent/contract';
import { mongodFiles, restartHash } from './configuration';
import { metricsAnnotations, scrapedPorts } from '../monitoring/monitoring';
import { mongoPodSpec } from './pod';
import { MongoSet } from './set';
import { claimRetention, claimTemplates } from '../mongod/storage';
import { ordinals } from '../members/topology';

/** The StatefulSet: members start together, for none becomes ready without the others, and are replaced one by one. */
export function mongoStatefulSetSpec(set: MongoSet): k8s.StatefulSetSpec {
  return {
    serviceName: set.name,
    replicas: ordinals(set.members, set.topology).length,
    selector: { matchLabels: set.pods.selector },
    podManagementPolicy: 'Parallel',
    // With no partition written, a pod that is lost in a rollout is made anew from the old revision, deleted as outdated, and so on.
    updateStrategy: { type: 'RollingUpdate', rollingUpdate: { partition: 0 } },
    minReadySeconds: 10,
    revisionHistoryLimit: 5,
    persistentVolumeClaimRetentionPolicy: claimRetention(set.storage),
    template: {
      metadata: {
        labels: { ...set.pods.podLabels, ...versionLabel(set.image) },
        annotations: {
          ...metricsAnnotations(set),
          ...set.pods.podAnnotations,
          'cdk8s-backend/config': restartHash(mongodFiles(set), set.tls?.mode),
        },
      },
      spec: mongoPodSpec(set),
    },
    volumeClaimTemplates: claimTemplates(set.storage, set.pods.selector),
  };
}

/** The headless Service that names the members. It has addresses before readiness: members must find each other to become ready. */
export function membersServiceSpec(set: MongoSet): k8s.ServiceSpec {
  const ports = { mongodb: mongodPort, ...scrapedPorts(set) };
  return {
    clusterIP: 'None',
    publishNotReadyAddresses: true,
    selector: set.pods.selector,
    ports: Object.entries(ports).map(([name, port]) => ({
      name,
      port,
      targetPort: name,
      protocol: 'TCP',
    })),
  };
}

/** A minute: a kubelet has tried three times by then, and what an operator brings is usually there. */
const minute = 60;

/**
 * The causes for which an object is broken: what each means, and the seconds that it may last before `--wait` takes it for definite. 0: it does not
 * go away by itself. Infinity: it may go away by something else, such as another apply or a new node, so that only the deadline ends the wait.
 */
export const causes = {
  missing: { patience: Infinity, about: 'the cluster does not have the object' },
  deletion: { patience: minute, about: 'the object is being deleted, and a finalizer holds it' },
  image: { patience: minute, about: 'an image cannot be pulled: its name, the registry, the pull secret' },
  'image-name': { patience: 0, about: 'an image has a name that no registry accepts' },
  configuration: {
    patience: minute,
    about: 'a Secret, a ConfigMap or a key of one is missing, or the user is refused',
  },
  volume: { patience: minute, about: 'a volume cannot be mounted, or a file of it is missing' },
  unschedulable: { patience: Infinity, about: 'no node takes a pod: resources, taints, labels, volumes' },
  'pod-refused': { patience: minute, about: 'a pod cannot be created: quota, Pod Security, account, webhook' },
  'out-of-memory': { patience: 5 * minute, about: 'a container used more memory than its limit' },
  crash: { patience: 5 * minute, about: 'a container ends again and again, with the last lines of its log' },
  start: { patience: minute, about: 'a container cannot be started: the program is not in the image' },
  probe: { patience: 5 * minute, about: 'a probe fails: what was asked, and what came back' },
  'pod-ended': { patience: minute, about: 'a pod was evicted or lost, or ended for good' },
  rollout: { patience: 0, about: 'a Deployment made no progress for its progressDeadlineSeconds' },
  'job-failed': { patience: 0, about: 'a Job has failed, or exceeded its deadline' },
  'cron-job-failed': { patience: Infinity, about: 'the last run of a CronJob has failed' },
  claim: { patience: minute, about: 'a claim is not bound: no class, no default class, a lost volume' },
  'load-balancer': { patience: minute, about: 'a load balancer cannot be made' },
  'no-pods': { patience: minute, about: 'a Service selects no pod, and no pod is to come' },
  'ingress-class': { patience: Infinity, about: 'the class of an Ingress does not exist, or there is no default' },
  'ingress-service': { patience: Infinity, about: 'an Ingress leads to a Service or a port that does not exist' },
  autoscaler: { patience: Infinity, about: 'an autoscaler has no metrics, or nothing to scale' },
  condition: { patience: Infinity, about: 'a controller says why: cert-manager, External Secrets, Sealed Secrets, …' },
} as const satisfies Readonly<Record<string, { readonly patience: number; readonly about: string }>>;

/** The name of a cause. */
export type CauseId = keyof typeof causes;

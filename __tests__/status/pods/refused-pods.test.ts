import { refusedPods } from '../../../lib/status/pods/refused-pods';
import { object, said, view } from '../played-view';

const owner = object('apps/v1', 'StatefulSet', 'db');
const describing = 'kubectl describe statefulset.apps db --namespace shop';

test.each([
  [
    'pods "web-7" is forbidden: exceeded quota: gpus, requested: requests.example.com/gpu=2, used: requests.example.com/gpu=0, limited: requests.example.com/gpu=1',
    'ResourceQuota gpus has requests.example.com/gpu=1, requests.example.com/gpu=0 is used, and a pod needs requests.example.com/gpu=2 > kubectl describe resourcequota gpus --namespace shop',
  ],
  [
    'pods "web-7" is forbidden: failed quota: small: must specify limits.memory for: web',
    'ResourceQuota small: its containers must specify limits.memory for: web > kubectl describe resourcequota small --namespace shop',
  ],
  [
    'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: violates PodSecurity "baseline:latest": privileged (container "main" must not set securityContext.privileged=true)',
    'the namespace enforces Pod Security baseline:latest, which forbids privileged (container "main" must not set securityContext.privileged=true) > kubectl get namespace shop --show-labels',
  ],
  [
    'pods "web-" is forbidden: error looking up service account shop/absent: serviceaccount "absent" not found',
    'the ServiceAccount absent does not exist > kubectl create serviceaccount absent --namespace shop',
  ],
  [
    'Error creating: admission webhook "policy.example.com" denied the request: no team label',
    `the webhook policy.example.com refuses it, no team label > ${describing}`,
  ],
  [
    'pods "web-7" is forbidden: maximum memory usage per Container is 1Gi, but limit is 2Gi',
    'a LimitRange refuses it, maximum memory usage per Container is 1Gi, but limit is 2Gi > kubectl describe limitranges --namespace shop',
  ],
  ['Error creating: pods "web-7" is forbidden: not today. Sorry', `not today > ${describing}`],
])('says of %j who refuses the pods, and why', (message, text) => {
  expect(said({ troubles: [refusedPods(owner, message, view())] })).toEqual([
    `pod-refused: its pods are refused: ${text}`,
  ]);
});

test('an account of the folder is applied', () => {
  const wanted = [object('v1', 'ServiceAccount', 'web')];
  expect(refusedPods(owner, 'serviceaccount "web" not found', view({ wanted })).next).toEqual([
    'kubectl',
    'apply',
    '--filename',
    'dist',
  ]);
});

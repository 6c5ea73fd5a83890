import { object } from '../../manifests';
import { effectsBetween } from '../changed';

const selecting = (kind: string, labels: object) => object(kind, { spec: { selector: { matchLabels: labels } } });

test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'])(
  'cannot apply another selector of a %s',
  (kind) => {
    expect(effectsBetween(selecting(kind, { app: 'web' }), selecting(kind, { app: 'web', version: '2' }))).toEqual([
      'changes-selector',
    ]);
  },
);

test.each(['Service', 'PodDisruptionBudget', 'NetworkPolicy', 'ServiceMonitor'])(
  'can apply another selector of a %s',
  (kind) => {
    expect(effectsBetween(selecting(kind, { app: 'web' }), selecting(kind, { app: 'shop' }))).not.toContain(
      'changes-selector',
    );
  },
);

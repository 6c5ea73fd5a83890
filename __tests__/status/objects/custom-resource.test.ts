import { customResourceReading, isCustomResource } from '../../../lib/status/objects/custom-resource';
import { object, said } from '../played-view';

const condition = (type: string, status: string, message: string) => ({ type, status, message });
const certificate = (...conditions: readonly object[]) =>
  object('cert-manager.io/v1', 'Certificate', 'web', { status: { conditions } });

test.each([
  [certificate(condition('Ready', 'True', 'Certificate is up to date')), []],
  [
    certificate(
      condition('Ready', 'False', 'Issuing certificate as Secret does not exist'),
      condition('Issuing', 'True', ''),
    ),
    ['waits: is not Ready yet, Issuing certificate as Secret does not exist'],
  ],
  [
    certificate(condition('Ready', 'False', 'Issuer "acme" not found')),
    ['condition: is not Ready, Issuer "acme" not found > kubectl get certificaterequests --namespace shop'],
  ],
  [
    object('cert-manager.io/v1', 'Certificate', 'web'),
    ['waits: cert-manager has not reported on it; is it installed?'],
  ],
  [
    object('external-secrets.io/v1', 'ExternalSecret', 'db', {
      status: { conditions: [condition('Ready', 'False', 'could not get secret data from provider')] },
    }),
    [
      'condition: is not Ready, could not get secret data from provider > kubectl describe externalsecret.external-secrets.io db --namespace shop',
    ],
  ],
  [
    object('bitnami.com/v1alpha1', 'SealedSecret', 'db', {
      status: { conditions: [condition('Synced', 'False', 'no key could decrypt secret (password)')] },
    }),
    [
      'condition: is not Synced, no key could decrypt secret (password) > kubectl describe sealedsecret.bitnami.com db --namespace shop',
    ],
  ],
  [
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'web', {
      status: {
        parents: [
          {
            conditions: [
              condition('Accepted', 'True', ''),
              condition('ResolvedRefs', 'False', 'Service web not found'),
            ],
          },
        ],
      },
    }),
    [
      'condition: is not ResolvedRefs, Service web not found > kubectl describe httproute.gateway.networking.k8s.io web --namespace shop',
    ],
  ],
  [
    object('gateway.networking.k8s.io/v1', 'Gateway', 'web', {
      status: {
        conditions: [
          condition('Accepted', 'Unknown', 'Waiting for controller'),
          condition('Programmed', 'Unknown', 'Waiting for controller'),
        ],
      },
    }),
    ['waits: is not Programmed yet, Waiting for controller'],
  ],
  [
    object('argoproj.io/v1alpha1', 'Application', 'shop', {
      status: { health: { status: 'Degraded', message: 'web crashes' } },
    }),
    ['condition: its health is Degraded, web crashes > kubectl describe application.argoproj.io shop --namespace shop'],
  ],
  [
    object('argoproj.io/v1alpha1', 'Application', 'shop', { status: { health: { status: 'Progressing' } } }),
    ['waits: its health is Progressing'],
  ],
  [object('argoproj.io/v1alpha1', 'Application', 'shop', { status: { health: { status: 'Healthy' } } }), []],
  [
    object('example.com/v1', 'Database', 'db', { metadata: { generation: 2 }, status: { observedGeneration: 1 } }),
    ['waits: its controller has not seen the newest version yet'],
  ],
  [object('monitoring.coreos.com/v1', 'ServiceMonitor', 'web'), []],
])('reads what the controller of a custom resource says', (object, texts) => {
  expect(said(customResourceReading(object))).toEqual(texts);
});

test('takes definitions for custom resources too, whose conditions say the same', () => {
  const kinds = [
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a'),
    certificate(),
    object('v1', 'ConfigMap', 'a'),
  ];
  expect(kinds.map(isCustomResource)).toEqual([true, true, false]);
});

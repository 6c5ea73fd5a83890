import { customResourceReading, isCustomResource } from '../../../lib/status/objects/custom-resource';
import { object, said, view, warning } from '../played-view';

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
    object('gateway.networking.k8s.io/v1', 'GRPCRoute', 'web'),
    ['waits: the controller of its Gateway has not reported on it; do both exist?'],
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
  expect(said(customResourceReading(object, view()))).toEqual(texts);
});

test('says with a Certificate why its newest request is not granted', () => {
  const pending = (name: string, creationTimestamp: string, message: string) =>
    object('cert-manager.io/v1', 'CertificateRequest', name, {
      metadata: { creationTimestamp, ownerReferences: [{ kind: 'Certificate', name: 'web', uid: 'u1' }] },
      status: { conditions: [condition('Approved', 'True', ''), condition('Ready', 'False', message)] },
    });
  const conditions = [
    condition('Ready', 'False', 'Issuing certificate as Secret does not exist'),
    condition('Issuing', 'True', ''),
  ];
  const web = object('cert-manager.io/v1', 'Certificate', 'web', { metadata: { uid: 'u1' }, status: { conditions } });
  const objects = [
    pending('web-2', '2026-11-27T14:41:00Z', 'Referenced "Issuer" not found: issuer.cert-manager.io "acme" not found'),
    pending('web-1', '2026-11-27T14:40:00Z', 'Referenced issuer does not have a Ready status condition'),
  ];
  expect(said(customResourceReading(web, view({ objects })))).toEqual([
    'waits: is not Ready yet, Issuing certificate as Secret does not exist: Referenced "Issuer" not found: issuer.cert-manager.io "acme" not found',
  ]);
});

test.each([
  ['could not get SecretStore "vault"', ': could not get SecretStore "vault"'],
  ['could not get secret data from provider', ''],
  ['error: could not get secret data from provider', ''],
])('adds the newest warning if it says more than the condition: %s', (message, added) => {
  const status = { conditions: [condition('Ready', 'False', 'could not get secret data from provider')] };
  const secret = object('external-secrets.io/v1', 'ExternalSecret', 'db', { status });
  expect(said(customResourceReading(secret, view({ warnings: [warning(secret, 'UpdateFailed', message)] })))).toEqual([
    `condition: is not Ready, could not get secret data from provider${added} > kubectl describe externalsecret.external-secrets.io db --namespace shop`,
  ]);
});

test('takes definitions for custom resources too, whose conditions say the same', () => {
  const kinds = [
    object('apiextensions.k8s.io/v1', 'CustomResourceDefinition', 'a'),
    certificate(),
    object('v1', 'ConfigMap', 'a'),
  ];
  expect(kinds.map(isCustomResource)).toEqual([true, true, false]);
});

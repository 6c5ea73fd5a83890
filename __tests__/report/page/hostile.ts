import { object } from '../../manifests';

const text = `</title><script>alert(1)</script><img src=x onerror="alert('2')">\u0000]]>-->{{7*7}}\``;

/** Names and values that would be markup, if one of them were not escaped. */
export const hostile = {
  text,
  manifests: [
    object(
      'Service',
      { spec: { type: text, selector: { app: text }, ports: [{ port: text, targetPort: text }] } },
      { name: text, namespace: text },
    ),
    object(
      'Deployment',
      {
        spec: {
          replicas: text,
          template: {
            metadata: { labels: { app: text } },
            spec: {
              serviceAccountName: text,
              containers: [
                {
                  name: text,
                  image: text,
                  env: [
                    { name: text, value: `http://api.example.com/${text}` },
                    { name: 'PASSWORD', value: 'hunter2hunter2' },
                    { name: 'A', valueFrom: { secretKeyRef: { name: text, key: text } } },
                  ],
                },
              ],
              volumes: [{ name: text, persistentVolumeClaim: { claimName: text } }],
            },
          },
        },
      },
      { name: text, namespace: text },
    ),
    object('Secret', { stringData: { key: 'hunter2hunter2' } }, { name: 'other', namespace: text }),
    object(text, { spec: { [text]: text } }, { name: text, namespace: 'b' }),
    {
      ...object('Ingress', { spec: { ingressClassName: text, rules: [{ host: text }] } }, { name: text }),
      apiVersion: 'networking.k8s.io/v1',
    },
  ],
};

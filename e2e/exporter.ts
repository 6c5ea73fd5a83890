import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject } from 'cdk8s';
import { succeed } from './kubectl';
import { MongoSet, MongoSetProps } from './mongo-set';

const program = 'exporter-program';
const command =
  'EXPORTER_ARGUMENTS="$0 $*" exec mongosh --nodb --norc --quiet --eval "require(\'/srv/exporter.js\').run(Mongo)"';

const standIn = {
  spec: {
    template: {
      spec: {
        containers: [
          {
            name: 'exporter',
            command: ['bash', '-c', command],
            env: [{ name: 'HOME', value: '/tmp' }],
            volumeMounts: [
              { name: 'program', mountPath: '/srv' },
              { name: 'tmp', mountPath: '/tmp' },
            ],
          },
        ],
        volumes: [
          { name: 'program', configMap: { name: program } },
          { name: 'tmp', emptyDir: { sizeLimit: '8Mi' } },
        ],
      },
    },
  },
};

/**
 * The props of a set with an exporter of the image MONGODB_EXPORTER_IMAGE, or without one with a stand-in of the set's image, which has the
 * exporter's arguments, user, names and labels.
 */
export function exporterProps(): MongoSetProps {
  const image = process.env['MONGODB_EXPORTER_IMAGE'];
  if (image !== undefined) return { exporter: { image } };
  const data = { 'exporter.js': readFileSync(join(__dirname, 'fixtures', 'mongo-exporter.js'), 'utf8') };
  return {
    // mongosh takes long to start by the share of a CPU that the exporter has.
    exporter: { image: process.env['MONGO_IMAGE'], resources: { limits: { cpu: '1' } } },
    overrides: { exporterDeployment: standIn },
    beside: (chart) => {
      new ApiObject(chart, program, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: program }, data });
    },
  };
}

/** The figures of one member, asked from inside of the exporter's pod, for its policy lets in Prometheus alone. */
export async function scrape({ namespace }: MongoSet, host: string): Promise<string> {
  const ask = `exec 3<>/dev/tcp/127.0.0.1/9216; printf "GET /scrape?target=${host} HTTP/1.0\\r\\n\\r\\n" >&3; cat <&3`;
  return succeed('kubectl', ['-n', namespace, 'exec', 'deploy/mongo-exporter', '--', 'bash', '-c', ask]);
}

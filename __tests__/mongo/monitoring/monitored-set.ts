import { Chart } from 'cdk8s';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { MongoStatefulSetProps } from '../../../lib/mongo/replica-set/props';
import { MongoStatefulSet } from '../../../lib/mongo/mongo-stateful-set';
import { SecretRef } from '../../../lib/secrets/secret-ref';
import { refusal, rendered } from '../../rendered';

type Props = Partial<MongoStatefulSetProps>;

function build(chart: Chart, props: (exporter: SecretRef<'username' | 'password'>) => object): void {
  const keyfile = new SecretRef(chart, 'mongo-keyfile', { keys: ['keyfile'] }).key('keyfile');
  const exporter = new SecretRef(chart, 'mongo-exporter', { keys: ['username', 'password'] });
  new MongoStatefulSet(chart, 'mongo', { storage: { size: '20Gi' }, keyfile, ...props(exporter) });
}

/** A set `mongo` in the namespace `shop`, with what is to be watched of it. */
export function watched(props: (exporter: SecretRef<'username' | 'password'>) => Props): readonly KubernetesManifest[] {
  return rendered((chart) => {
    build(chart, props);
  });
}

/** The findings about such a set. */
export function findings(props: (exporter: SecretRef<'username' | 'password'>) => object): string[] {
  const text = refusal((chart) => {
    build(chart, props);
  });
  return text.split('\n').flatMap((line) => /\[shop\/mongo\] (.*)/.exec(line)?.[1] ?? []);
}

import { App, Chart } from 'cdk8s';
import { MongoS3 } from '../../../lib/mongo/backup/s3';
import { SecretRef } from '../../../lib/secrets/secret-ref';

/** A bucket as a program gives it, with the Secret `bucket` of the namespace `shop`. */
export function s3(props: Partial<MongoS3> = {}): MongoS3 {
  const credentials = new SecretRef(new Chart(new App(), 'chart', { namespace: 'shop' }), 'bucket', {
    keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  });
  return { bucket: 'shop-dumps', region: 'eu-central-1', credentials, scratch: { size: '10Gi' }, ...props };
}

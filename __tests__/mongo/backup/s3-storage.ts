import { App, Chart } from 'cdk8s';
import { DecidedS3, MongoS3, s3 } from '../../../lib/mongo/backup/s3';
import { decided } from '../../../lib/props/schema';
import { SecretRef } from '../../../lib/secrets/secret-ref';

/** A bucket as a program gives it, with the Secret `bucket` of the namespace `shop`. */
export function s3Storage(props: Partial<MongoS3> = {}): DecidedS3 {
  const credentials = new SecretRef(new Chart(new App(), 'chart', { namespace: 'shop' }), 'bucket', {
    keys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  });
  const scratch = { size: '10Gi' };
  return decided(s3, { bucket: 'shop-dumps', region: 'eu-central-1', credentials, scratch, ...props });
}

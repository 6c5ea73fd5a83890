import { Problem } from '../../findings/problem';
import { Findings, shown } from '../../findings/findings';
import { imageProblem } from '../../kubernetes/image';
import { storageClassProblem } from '../../kubernetes/names';
import { bytesProblem } from '../../kubernetes/quantity';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';
import { checkAccess } from '../members/address-access';
import { MongoS3 } from './s3';

/** Reports what neither S3 nor Kubernetes would take. */
export function checkS3(findings: Findings, s3: MongoS3, namespace: string | undefined): void {
  const { bucket, prefix, endpoint, region, credentials, scratch, serverSideEncryption, access, image } = s3;
  findings.add('bucket', bucketProblem(bucket));
  if (prefix !== undefined) findings.add('prefix', prefixProblem(prefix));
  if (endpoint !== undefined) findings.add('endpoint', endpointProblem(endpoint));
  if (endpoint === undefined && !region)
    findings.add('region', {
      code: 'missing-prop',
      want: "must be given for Amazon's storage",
      got: shown(region),
      write: 'write region: "eu-central-1"',
    });
  findings.add('credentials', plainSecretProblem(credentials.delivery));
  findings.add('credentials', otherNamespaceProblem(credentials, 'backup', namespace));
  findings.add('scratch.size', bytesProblem(scratch.size));
  findings.add('scratch.className', storageClassProblem(scratch.className));
  if (serverSideEncryption !== undefined && !['AES256', 'aws:kms'].includes(serverSideEncryption))
    findings.add('serverSideEncryption', {
      code: 'invalid-value',
      want: 'must be "AES256" or "aws:kms"',
      got: shown(serverSideEncryption),
      write: 'write "AES256"',
    });
  checkAccess(findings, 'access', access ?? {});
  if (image !== undefined) findings.add('image', imageProblem(image));
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
function bucketProblem(bucket: unknown): Problem | undefined {
  if (typeof bucket === 'string' && /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) return undefined;
  return {
    code: 'invalid-format',
    want: 'must be 3 to 63 lower-case letters, digits, "-" and "."',
    got: shown(bucket),
    write: 'write "shop-dumps"',
  };
}

function prefixProblem(prefix: unknown): Problem | undefined {
  if (typeof prefix === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(prefix)) return undefined;
  return {
    code: 'invalid-format',
    want: 'must be letters, digits, "_", "-" and "." between single "/"',
    got: shown(prefix),
    write: 'write "shop/mongo"',
  };
}

function endpointProblem(endpoint: unknown): Problem | undefined {
  if (typeof endpoint === 'string' && /^https?:\/\/[a-zA-Z0-9.-]+(:\d{1,5})?$/.test(endpoint)) return undefined;
  return {
    code: 'out-of-range',
    want: 'must be a scheme, a host and at most a port',
    got: shown(endpoint),
    write: 'write "https://s3.example.com"',
  };
}

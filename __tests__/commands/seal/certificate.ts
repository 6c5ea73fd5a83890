import { createSign, generateKeyPairSync, KeyObject } from 'node:crypto';

/** A certificate in PEM and the private key of its public key. */
export interface TestCertificate {
  readonly pem: string;
  readonly privateKey: KeyObject;
}

interface CertificateOptions {
  readonly type?: 'rsa' | 'ec';
  readonly bits?: number;
  readonly from?: Date;
  readonly to?: Date;
  /** The IPv4 address of a server that it is for. */
  readonly address?: string;
}

/** A self-signed certificate as the controller has one; node can read certificates, but not make them. */
export function certificate(options: CertificateOptions = {}): TestCertificate {
  const { type = 'rsa', bits = 2048, from = new Date('2020-01-01'), to = new Date('2120-01-01') } = options;
  const { publicKey, privateKey } =
    type === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: bits })
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  // sha256WithRSAEncryption and ecdsa-with-SHA256
  const algorithm = sequence(
    type === 'rsa' ? objectId('2a864886f70d01010b') : objectId('2a8648ce3d040302'),
    ...(type === 'rsa' ? [Buffer.from([5, 0])] : []),
  );
  const name = sequence(element(0x31, sequence(objectId('550403'), element(0x0c, Buffer.from('sealed-secrets')))));
  const contents = sequence(
    element(0xa0, element(2, Buffer.from([2]))),
    element(2, Buffer.from([1])),
    algorithm,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    ...(options.address === undefined ? [] : [alternativeName(options.address)]),
  );
  const signature = createSign('sha256').update(contents).sign(privateKey);
  const der = sequence(contents, algorithm, element(3, Buffer.concat([Buffer.from([0]), signature])));
  const lines = der.toString('base64').replace(/.{64}(?=.)/g, '$&\n');
  return { pem: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`, privateKey };
}

function element(tag: number, content: Buffer): Buffer {
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function sequence(...items: readonly Buffer[]): Buffer {
  return element(0x30, Buffer.concat(items));
}

function objectId(hex: string): Buffer {
  return element(6, Buffer.from(hex, 'hex'));
}

/** The extensions of a certificate: the one that says whose it is. */
function alternativeName(address: string): Buffer {
  const names = sequence(element(0x87, Buffer.from(address.split('.').map(Number))));
  return element(0xa3, sequence(sequence(objectId('551d11'), element(4, names))));
}

function time(date: Date): Buffer {
  return element(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')));
}

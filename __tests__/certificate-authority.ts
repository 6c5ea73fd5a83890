import { generateKeyPairSync, KeyObject, randomBytes, sign } from 'node:crypto';

/** What a certificate says. */
export interface CertificateProps {
  /** The hosts that it is for. */
  readonly names?: readonly string[];
  /** @default - yesterday */
  readonly from?: Date;
  /** @default - tomorrow */
  readonly to?: Date;
  /** @default - server and client auth */
  readonly usages?: readonly ('server' | 'client')[];
}

/** A certificate and its private key in PEM, and its serial number as OpenSSL prints it. */
export interface Issued {
  readonly certificate: string;
  readonly key: string;
  readonly serial: string;
}

const day = 24 * 3600 * 1000;
const ids = {
  commonName: '2.5.4.3',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
  basicConstraints: '2.5.29.19',
  subjectAltName: '2.5.29.17',
  extKeyUsage: '2.5.29.37',
  server: '1.3.6.1.5.5.7.3.1',
  client: '1.3.6.1.5.5.7.3.2',
};

/** An authority of this run that signs certificates; Node reads X.509 and does not write it. */
export class CertificateAuthority {
  /** Its own certificate in PEM. */
  readonly certificate: string;
  readonly #keys = newKeys();
  readonly #name = nameOf(`authority ${randomBytes(4).toString('hex')}`);

  /** `signer`: the authority that signs this one, which is a root otherwise. */
  constructor(readonly signer?: CertificateAuthority) {
    const isAuthority = extension(ids.basicConstraints, sequence(der(0x01, Buffer.from([0xff]))));
    const { publicKey } = this.#keys;
    this.certificate = (signer ?? this).#signed(this.#name, publicKey, {}, [isAuthority]).certificate;
  }

  issue(props: CertificateProps = {}): Issued {
    const { names = [], usages = ['server', 'client'] } = props;
    const { publicKey, privateKey } = newKeys();
    const subject = sequence();
    const extensions = [
      extension(ids.subjectAltName, sequence(...names.map((name) => der(0x82, Buffer.from(name))))),
      extension(ids.extKeyUsage, sequence(...usages.map((usage) => objectId(ids[usage])))),
    ];
    const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    return { ...this.#signed(subject, publicKey, props, extensions), key };
  }

  #signed(subject: Buffer, publicKey: KeyObject, props: CertificateProps, extensions: readonly Buffer[]) {
    const { from = new Date(Date.now() - day), to = new Date(Date.now() + day) } = props;
    const serial = Buffer.concat([Buffer.from([0x11]), randomBytes(8)]);
    const algorithm = sequence(objectId(ids.ecdsaWithSha256));
    const content = sequence(
      der(0xa0, der(0x02, Buffer.from([2]))),
      der(0x02, serial),
      algorithm,
      this.#name,
      sequence(time(from), time(to)),
      subject,
      publicKey.export({ type: 'spki', format: 'der' }),
      der(0xa3, sequence(...extensions)),
    );
    const signature = sign('sha256', content, this.#keys.privateKey);
    const certificate = sequence(content, algorithm, der(0x03, Buffer.from([0]), signature));
    return { certificate: pem(certificate), serial: serial.toString('hex').toUpperCase() };
  }
}

function newKeys() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function nameOf(commonName: string): Buffer {
  return sequence(der(0x31, sequence(objectId(ids.commonName), der(0x0c, Buffer.from(commonName)))));
}

function extension(id: string, value: Buffer): Buffer {
  return sequence(objectId(id), der(0x01, Buffer.from([0xff])), der(0x04, value));
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, ...parts);
}

function time(date: Date): Buffer {
  return der(0x17, Buffer.from(`${date.toISOString().replace(/[-:T]/g, '').slice(2, 14)}Z`));
}

function objectId(text: string): Buffer {
  const [first = 0, second = 0, ...rest] = text.split('.').map(Number);
  const bytes = rest.flatMap((part) => {
    const digits = [part & 0x7f];
    for (let left = part >> 7; left > 0; left >>= 7) digits.unshift(0x80 | (left & 0x7f));
    return digits;
  });
  return der(0x06, Buffer.from([40 * first + second, ...bytes]));
}

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

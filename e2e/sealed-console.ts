import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CertificateAuthority } from '../__tests__/certificate-authority';
import { builtPrograms, commandSource } from './bundled';
import { Console, documentedBlocks } from './mongo-commands';

/** A folder with a program of the source `sealed`, in which the lines of docs/secrets.md are typed as they stand there. */
export class SealedConsole {
  /** The certificate and the key of `web-tls`. */
  readonly web = new CertificateAuthority().issue({ names: ['shop.example.com'] });
  readonly #console = new Console();
  readonly #programs = builtPrograms({
    program: join(__dirname, 'fixtures', 'sealed-program.ts'),
    command: commandSource,
  });
  readonly #lines = documentedBlocks('sealed', 'secrets.md');

  constructor() {
    const files = {
      'cdk8s.yaml': `app: node ${this.#programs.program}\n`,
      'web.crt': this.web.certificate,
      'web.key': this.web.key,
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(this.folder, name), text);
  }

  get folder(): string {
    return this.#console.folder;
  }

  /** `npm run synth`: gives the exit code, and the findings. */
  async synth(): Promise<{ readonly code: number; readonly stderr: string }> {
    const { code, stderr } = await this.#console.try('$(sed -n "s/^app: //p" cdk8s.yaml)');
    return { code, stderr };
  }

  /** Fetches the certificate of the controller. */
  fetchCertificate(): Promise<string> {
    return this.#type(this.#lines[0]);
  }

  /** Seals all that is missing, and gives what was said. */
  sealMissing(): Promise<string> {
    return this.#type(this.#lines[1]);
  }

  /** Seals the password of the Secret `database`. */
  sealPassword(password: string): Promise<string> {
    return this.#type(this.#lines[2], { PASSWORD: password });
  }

  /** Seals the password that the Secret `database` of the cluster has, and lets the controller have the Secret. */
  takeOver(): Promise<string> {
    return this.#type(this.#lines[3]);
  }

  /** Seals the token of the registry. */
  sealToken(token: string): Promise<string> {
    return this.#type(documentedBlocks('Images of a private registry', 'secrets.md').at(-1), { TOKEN: token });
  }

  #type(lines = 'false', variables: Readonly<Record<string, string>> = {}): Promise<string> {
    const set = Object.entries(variables).map(([name, value]) => `${name}='${value}'\n`);
    return this.#console.type(`npx() { shift; node ${this.#programs.command} "$@"; }\n${set.join('')}${lines}`);
  }
}

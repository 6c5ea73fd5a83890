import { randomBytes } from 'node:crypto';
import { KubernetesManifest } from '../../../lib/manifests/manifest';
import { program, script } from '../../../lib/mongo/replica-set/configuration';
import { noPlaintextSecret } from '../../../lib/rules/secrets/no-plaintext-secret';
import { deployment, object, optedOut } from '../../manifests';
import { findings } from '../../rule-findings';

// Made anew in each run, so that no scanner finds a secret in this file.
const word = `Z${randomBytes(12).toString('hex')}`;
const letters = (count: number) => `Z${randomBytes(count).toString('hex')}`.slice(0, count);
const upper = letters(16).toUpperCase();
const base64 = (text: string) => Buffer.from(text).toString('base64');
const jwt = [`{"alg":"HS256","n":"${word}"}`, `{"sub":"${word}"}`].map((part) =>
  Buffer.from(part).toString('base64url'),
);
const joined = (...parts: string[]) => parts.join('');
const privateKey = joined('PRIVATE', ' KEY');
const pem = `-----BEGIN ${privateKey}-----\n${letters(64)}\n-----END ${privateKey}-----\n`;

const env = (name: string, value: string) => deployment({ env: [{ name, value }] });
const args = (...list: string[]) => deployment({ args: list });
const config = (data: Record<string, string>) => object('ConfigMap', { data });
const annotated = (key: string, value: string) => object('ConfigMap', {}, { annotations: { [key]: value } });

const custom = (apiVersion: string, kind: string, spec: Record<string, unknown>): KubernetesManifest => ({
  ...object(kind, { spec }),
  apiVersion,
});
const external = (template: Record<string, unknown>) =>
  custom('external-secrets.io/v1', 'ExternalSecret', { target: { template } });
const store = (provider: Record<string, unknown>) => custom('external-secrets.io/v1', 'SecretStore', { provider });
const registry = JSON.stringify({ auths: { 'registry.example.com': { auth: base64(`app:${word}`) } } });
const lastApplied = JSON.stringify({ apiVersion: 'v1', kind: 'Secret', data: { key: base64(word) } });

const main = 'spec.template.spec.containers["main"]';

const leaking: [what: string, manifest: KubernetesManifest, field: string, got: string][] = [
  ['a Secret with a text', object('Secret', { stringData: { key: word } }), 'stringData["key"]', 'a value'],
  ['a Secret with data', object('Secret', { data: { key: base64(word) } }), 'data["key"]', 'a value'],
  [
    'a Secret with a key in base64',
    object('Secret', { data: { 'tls.key': base64(pem) } }),
    'data["tls.key"]',
    'a private key',
  ],
  ...[
    'PASSWORD',
    'DB_PASSWORD',
    'PGPASSWORD',
    'MONGO_INITDB_ROOT_PASSWORD',
    'DB_PASS',
    'DB_PWD',
    'dbPassword',
    'JWT_SECRET',
    'CLIENT_SECRET',
    'SECRET_KEY_BASE',
    'MASTER_KEY',
    'API_KEY',
    'apiKey',
    'STRIPE_APIKEY',
    'AWS_SECRET_ACCESS_KEY',
    'AUTH_TOKEN',
    'GITHUB_TOKEN',
    'ENCRYPTION_KEY',
    'SSH_PASSPHRASE',
    'DB_PASSWORD_OLD',
    'DB_PASSWORD_2',
  ].map((name): [string, KubernetesManifest, string, string] => [
    `the variable ${name}`,
    env(name, word),
    `${main}.env["${name}"].value`,
    'a literal value',
  ]),
  ['a digits-only password', env('DB_PASSWORD', '12345678'), `${main}.env["DB_PASSWORD"].value`, 'a literal value'],
  ['a default password', env('DB_PASSWORD', 'changeme'), `${main}.env["DB_PASSWORD"].value`, 'a literal value'],
  ['a URI', env('URI', `mongodb://app:${word}@db`), `${main}.env["URI"].value`, 'a URI with a password'],
  ['a URI without a user', env('REDIS', `redis://:${word}@db`), `${main}.env["REDIS"].value`, 'a URI with a password'],
  ['a connection string', env('DB', `Server=db;Password=${word}`), `${main}.env["DB"].value`, 'a literal value'],
  ['a flag', args('serve', `--password=${word}`), `${main}.args[1]`, 'a literal value of password'],
  ['a flag and its value', args('--auth-token', word), `${main}.args[1]`, 'a literal value of auth-token'],
  ["a flag in a shell's text", args('-c', `x --password ${word}`), `${main}.args[1]`, 'a literal value of password'],
  [
    "a variable in a shell's text",
    deployment({ command: ['sh', '-c', `export DB_PASSWORD="${word}"; run`] }),
    `${main}.command[2]`,
    'a literal value of DB_PASSWORD',
  ],
  ...['$(USER):', '${USER}-', '{{ .user }}/', '"$(A)$(B)".', 'Bearer $(TOKEN) '].map(
    (reference): [string, KubernetesManifest, string, string] => [
      `a literal beside the reference ${reference}`,
      env('DB_PASSWORD', `${reference}${word}`),
      `${main}.env["DB_PASSWORD"].value`,
      'a literal value',
    ],
  ),
  [
    'a literal before a reference',
    args(`--password=${word}$(SUFFIX)`),
    `${main}.args[0]`,
    'a literal value of password',
  ],
  [
    "a shell's default",
    args('-c', `run --password "\${PW:-${word}}"`),
    `${main}.args[1]`,
    'a literal value of password',
  ],
  [
    "Spring's default",
    env('DB_PASSWORD', `\${DB_PASSWORD:${word}}`),
    `${main}.env["DB_PASSWORD"].value`,
    'a literal value',
  ],
  [
    'what a command prints',
    args('-c', `PGPASSWORD=$(echo ${word} | base64 -d) psql`),
    `${main}.args[1]`,
    'a literal value of PGPASSWORD',
  ],
  [
    'a literal in a group of a shell',
    args('-c', `(PGPASSWORD=${word} psql)`),
    `${main}.args[1]`,
    'a literal value of PGPASSWORD',
  ],
  [
    "a chart's setting in an argument",
    args('upgrade', '--set', `auth.rootPassword=${word}`),
    `${main}.args[2]`,
    'a literal value of auth.rootPassword',
  ],
  [
    'a URI with a literal beside a reference',
    env('URI', `mongodb://app:$(PREFIX)${word}@db`),
    `${main}.env["URI"].value`,
    'a URI with a password',
  ],
  ['a list of keys', env('API_KEYS', `["${word}"]`), `${main}.env["API_KEYS"].value`, 'a literal value'],
  [
    'a setting with a comment',
    config({ 'a.conf': `password: ${word} # $(PASSWORD)` }),
    'data["a.conf"]',
    'a literal value of password',
  ],
  ['a setting', config({ 'db-password': word }), 'data["db-password"]', 'a literal value'],
  [
    'a properties file',
    config({ 'a.properties': `a=1\ndb.password=${word}` }),
    'data["a.properties"]',
    'a literal value of db.password',
  ],
  ['a YAML file', config({ 'a.yaml': `db:\n  password: "${word}"` }), 'data["a.yaml"]', 'a literal value of password'],
  ['a JSON file', config({ 'a.json': `{\n "apiKey": "${word}",\n}` }), 'data["a.json"]', 'a literal value of apiKey'],
  ['a private key', config({ 'tls.pem': pem }), 'data["tls.pem"]', 'a private key'],
  ['a binary private key', object('ConfigMap', { binaryData: { k: base64(pem) } }), 'binaryData["k"]', 'a private key'],
  ['an AWS access key', env('ID', joined('AK', 'IA', upper)), `${main}.env["ID"].value`, 'an AWS access key'],
  ['a GitHub token', config({ a: joined('gh', 'p_', letters(36)) }), 'data["a"]', 'a GitHub token'],
  ['a Slack token', annotated('a', joined('xox', 'b-', letters(24))), 'metadata.annotations["a"]', 'a Slack token'],
  ['a Google API key', args(joined('AI', 'za', letters(35))), `${main}.args[0]`, 'a Google API key'],
  ['a JSON Web Token', env('A', [...jwt, letters(43)].join('.')), `${main}.env["A"].value`, 'a JSON Web Token'],
  ['a password hash', env('A', joined('$2b', '$12$', letters(53))), `${main}.env["A"].value`, 'a password hash'],
  [
    'an annotation',
    annotated('example.com/password', word),
    'metadata.annotations["example.com/password"]',
    'a literal value',
  ],
  [
    'a header',
    deployment({ livenessProbe: { httpGet: { httpHeaders: [{ name: 'Authorization', value: word }] } } }),
    `${main}.livenessProbe.httpGet.httpHeaders["Authorization"].value`,
    'a literal value',
  ],
  [
    'registry credentials in a ConfigMap',
    config({ 'config.json': registry }),
    'data["config.json"]',
    'registry credentials',
  ],
  [
    'registry credentials in a Secret',
    object('Secret', { type: 'kubernetes.io/dockerconfigjson', data: { '.dockerconfigjson': base64(registry) } }),
    'data[".dockerconfigjson"]',
    'registry credentials',
  ],
  [
    'a kubeconfig',
    config({ kubeconfig: `users:\n- user:\n    client-key-data: ${base64(pem)}\n` }),
    'data["kubeconfig"]',
    'a kubeconfig with credentials',
  ],
  ['a netrc', config({ netrc: `machine example.com login app password ${word}` }), 'data["netrc"]', 'a netrc password'],
  [
    'a file of htpasswd',
    config({ auth: joined('app:', '$apr1$', letters(8), '$', letters(22)) }),
    'data["auth"]',
    'a password file',
  ],
  ['a private key in base64', env('KEY_FILE', base64(pem)), `${main}.env["KEY_FILE"].value`, 'a private key'],
  [
    'a URI in base64',
    config({ uri: base64(`mongodb://application:${word}@database.example.com`) }),
    'data["uri"]',
    'a URI with a password',
  ],
  [
    'a URI in the arguments of a CronJob',
    object('CronJob', {
      spec: {
        jobTemplate: {
          spec: { template: { spec: { containers: [{ name: 'main', args: [`amqp://a:${word}@mq`] }] } } },
        },
      },
    }),
    'spec.jobTemplate.spec.template.spec.containers["main"].args[0]',
    'a URI with a password',
  ],
  [
    'a variable of an init container',
    object('StatefulSet', {
      spec: { template: { spec: { initContainers: [{ name: 'init', env: [{ name: 'DB_PASSWORD', value: word }] }] } } },
    }),
    'spec.template.spec.initContainers["init"].env["DB_PASSWORD"].value',
    'a literal value',
  ],
  [
    'a command of a probe',
    deployment({ readinessProbe: { exec: { command: ['mongosh', '--password', word] } } }),
    `${main}.readinessProbe.exec.command[2]`,
    'a literal value of password',
  ],
  [
    'a value that SOPS left in plain text',
    object('Secret', { data: { key: base64(word) }, sops: {} }),
    'data["key"]',
    'a value',
  ],
  [
    'a Secret that kubectl remembered',
    object('Secret', {}, { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': lastApplied } }),
    'metadata.annotations["kubectl.kubernetes.io/last-applied-configuration"]',
    'a copy of a Secret',
  ],
  [
    "a literal in an ExternalSecret's template",
    external({ data: { token: word } }),
    'spec.target.template.data.token',
    'a literal value',
  ],
  [
    "a literal beside an action in an ExternalSecret's template",
    external({ data: { password: `{{ .prefix }}${word}` } }),
    'spec.target.template.data.password',
    'a literal value',
  ],
  [
    "a repository's address with a password in a template",
    external({ data: { url: `https://bot:${word}@git.example.com/team/app.git` } }),
    'spec.target.template.data.url',
    'a URI with a password',
  ],
  [
    "a literal file of an ExternalSecret's template",
    external({ templateFrom: [{ literal: `key = ${word}` }] }),
    'spec.target.template.templateFrom[0].literal',
    'a literal value',
  ],
  [
    "a literal in a ClusterExternalSecret's template",
    custom('external-secrets.io/v1', 'ClusterExternalSecret', {
      externalSecretSpec: { target: { template: { data: { key: word } } } },
    }),
    'spec.externalSecretSpec.target.template.data.key',
    'a literal value',
  ],
  [
    "a literal in a SealedSecret's template",
    custom('bitnami.com/v1alpha1', 'SealedSecret', { template: { data: { key: word } } }),
    'spec.template.data.key',
    'a literal value',
  ],
  [
    'a URI in a template that takes its user alone from a store',
    external({ data: { uri: `{{ .a }} mongodb://app:${word}@db` } }),
    'spec.target.template.data.uri',
    'a URI with a password',
  ],
  [
    'a store that is told its values',
    store({ fake: { data: [{ key: 'a', value: word }] } }),
    'spec.provider.fake.data[0]',
    'a literal value',
  ],
  [
    'a store with a credential',
    store({ azurekv: { authSecretRef: { clientSecret: word } } }),
    'spec.provider.azurekv.authSecretRef.clientSecret',
    'a literal value',
  ],
  [
    'a store with a header',
    store({ webhook: { headers: { Authorization: `Token ${word}` } } }),
    'spec.provider.webhook.headers.Authorization',
    'a literal value',
  ],
  [
    'a generator that is told its values',
    custom('generators.external-secrets.io/v1alpha1', 'Fake', { data: { key: word } }),
    'spec.data.key',
    'a literal value',
  ],
  [
    "a chart's values",
    custom('argoproj.io/v1alpha1', 'Application', { source: { helm: { values: `db:\n  password: ${word}\n` } } }),
    'spec.source.helm.values',
    'a literal value of password',
  ],
  [
    "a chart's parameter",
    custom('argoproj.io/v1alpha1', 'Application', {
      source: { helm: { parameters: [{ name: 'db.password', value: word }] } },
    }),
    'spec.source.helm.parameters["db.password"].value',
    'a literal value',
  ],
  [
    'a substitution of Flux',
    custom('kustomize.toolkit.fluxcd.io/v1', 'Kustomization', { postBuild: { substitute: { DB_PASSWORD: word } } }),
    'spec.postBuild.substitute.DB_PASSWORD',
    'a literal value',
  ],
  [
    "a repository's address with a token",
    custom('source.toolkit.fluxcd.io/v1', 'GitRepository', { url: `https://bot:${word}@git.example.com/shop` }),
    'spec.url',
    'a URI with a password',
  ],
  [
    'an annotation of pods',
    object('Deployment', { spec: { template: { metadata: { annotations: { 'api-token': word } } } } }),
    'spec.template.metadata.annotations["api-token"]',
    'a literal value',
  ],
  [
    "a Secret's settings with a password",
    object('Secret', { stringData: { 'alerts.yaml': `smtp:\n  password: ${word}\n` } }),
    'stringData["alerts.yaml"]',
    'a literal value of password',
  ],
  [
    "a Secret's statements with a password",
    object('Secret', { stringData: { 'init.sql': `create user web with password '${word}';` } }),
    'stringData["init.sql"]',
    'a literal value of password',
  ],
  [
    'a value of a chart that is called after its name',
    custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { adminPassword: 'my-admin-password' } }),
    'spec.values.adminPassword',
    'a literal value',
  ],
  [
    'a field of a custom resource that ends like its name',
    custom('example.com/v1', 'Store', { signingKey: 'S3cr3t-signing-key' }),
    'spec.signingKey',
    'a literal value',
  ],
  [
    'a field of a custom resource',
    { ...object('Database', { spec: { adminPassword: word } }), apiVersion: 'example.com/v1' },
    'spec.adminPassword',
    'a literal value',
  ],
  [
    'a value of a chart that looks like a name',
    custom('helm.toolkit.fluxcd.io/v2', 'HelmRelease', { values: { auth: { password: 'my-password' } } }),
    'spec.values.auth.password',
    'a literal value',
  ],
  [
    'a field of what a custom resource calls a secret',
    custom('example.com/v1', 'Database', { secret: { password: word } }),
    'spec.secret.password',
    'a literal value',
  ],
];

test('judges as many leaks and as much of what only looks like one', () => {
  expect(Math.min(leaking.length, harmless.length)).toBeGreaterThanOrEqual(60);
});

test.each(leaking)('refuses %s and does not print it', (_, manifest, field, got) => {
  const lines = findings(noPlaintextSecret, manifest);
  expect(lines).toEqual([
    `[${manifest.kind} shop/web] ${field} must not hold a secret, got ${got}; put it into a Secret and refer to its key (no-plaintext-secret)`,
  ]);
  expect(lines.join()).not.toContain(word);
});

const harmless: [what: string, manifest: KubernetesManifest][] = [
  ...Object.entries({
    SECRET_NAME: 'user-admin-ref',
    DB_SECRET_REF: 'user-admin',
    PASSWORD_FILE: '/run/secrets/password',
    DB_PASSWORD: '/run/secrets/password',
    TOKEN_TTL: '3600',
    MAX_TOKENS: '4096',
    TOKEN: '60',
    TOKEN_AUDIENCE: 'user-admin',
    KEY_PREFIX: 'user',
    CACHE_KEY: 'users',
    PUBLIC_KEY: 'MCowBQYDK2VwAyEA',
    PRIMARY_KEY: 'id',
    AWS_ACCESS_KEY_ID_HEADER: 'x-key',
    PASSWORD_POLICY: 'strong',
    PASSWORD_MIN_LENGTH: '12',
    REQUIRE_PASSWORD: 'true',
    EMPTY_PASSWORD: '',
    IMAGE_PULL_SECRET: 'registry-login',
    GOOGLE_APPLICATION_CREDENTIALS: '/var/run/key.json',
    API_TOKEN: '$(TOKEN_OF_SECRET)',
    API_KEY: '${API_KEY}',
    CLIENT_SECRET: '{{ .Values.secret }}',
    JWT_SECRET: 'vault:secret/data/jwt#key',
    DB_PASS: '<redacted>',
    PWD: '/srv',
    BYPASS: 'all',
    MONKEY: 'banana',
    TOKENIZER: 'words',
    PASSPORT: 'optional',
    URI: 'mongodb://$(USERNAME):$(PASSWORD)@mongo-0.mongo:27017/app',
    PROXY: 'http://proxy:3128/a:b@c',
    GIT: 'ssh://git@example.com/repository.git',
    FORMAT: 'postgres://%s:%s@db',
    TEMPLATE: 'postgres://{user}:{password}@db',
    OWN: 'postgres://$USER:$PASS@db',
  }).map(([name, value]): [string, KubernetesManifest] => [`the variable ${name}=${value}`, env(name, value)]),
  [
    'a variable from a Secret',
    deployment({ env: [{ name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'a', key: 'password' } } }] }),
  ],
  ['a flag that names a file', args('--password-file=/run/secrets/password', '--token-file', '/run/token')],
  ['a flag of a key without a value', args('--password', '--verbose')],
  ...[
    ['--db-password=$(DB_PASSWORD)'],
    ['--requirepass $(PASSWORD)'],
    ['--requirepass', '"$(PASSWORD)"'],
    ['--password=[$(X)]'],
    ['--password=($(X))'],
    ["--password='$(USER)':'$(X)'"],
    ['--password="${X}"'],
    ['--password={{ .x }} --verbose'],
    ['--password {{ index .Data "x" }}'],
    ['--token=$$(X)'],
    ['-c', 'PGPASSWORD=$(cat /run/secrets/pw) psql'],
    ['-c', 'PGPASSWORD="$(cat "/run/secrets/pw")" psql'],
    ['-c', 'PGPASSWORD=$(< /run/secrets/pw); export PGPASSWORD'],
    ['-c', 'PGPASSWORD=`cat /run/secrets/pw` psql'],
    ['-c', 'PGPASSWORD=$(echo "$ENCODED" | base64 -d) psql'],
    ['-c', 'PGPASSWORD=$(jq -r .password $(ls /run/*.json)) psql'],
    ['-c', '(PGPASSWORD=$PW psql)'],
    ['-c', 'PGPASSWORD=${PW:?is not set} psql && TOKEN=${OTHER:-} run'],
    ['-c', 'PGPASSWORD=${PW:-$OTHER} psql'],
    ['-c', 'redis-cli -a "$PASSWORD" ping; mysqladmin --password="$PW" ping'],
    ['--set', 'auth.password=$(PW)'],
    ['--header', 'Authorization=Bearer $(TOKEN)'],
  ].map((list): [string, KubernetesManifest] => [`the arguments ${list.join(' ')}`, args(...list)]),
  ...Object.entries({
    DB_PASSWORD: '"${X}"',
    AUTH_TOKEN: 'Bearer $(TOKEN)',
    DB_CREDENTIALS: 'username=$(U);password=$(P)',
    LOGIN_CREDENTIALS: '{"password":"$(P)"}',
    ROOT_PASSWORD: '$(PREFIX)-$(SUFFIX)',
    OTHER_PASSWORD: '/run/${NAME}/password',
    CI_TOKEN: '${{ secrets.TOKEN }}',
    TEMPLATE_PASSWORD: '<%= ENV["PASSWORD"] %>',
    REPLACED_PASSWORD: '__PASSWORD__',
    AZURE_PASSWORD: '#{Password}#',
    SPRING_PASSWORD: '${DB_PASSWORD:}',
    SPRING_URI: 'mongodb://${USER}:${DB_PASSWORD}@db',
  }).map(([name, value]): [string, KubernetesManifest] => [`the variable ${name}=${value}`, env(name, value)]),
  ['settings with comments', config({ 'a.conf': 'password = $(PASSWORD) # of the database\nsecret = "${S}"; # none' })],
  ["a shell's variable", args('-c', 'PASSWORD="$(cat /run/password)"; run --password "$PASSWORD"')],
  ['an empty Secret', object('Secret', { data: { key: '' } })],
  [
    'a public certificate',
    config({ 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIB\n-----END CERTIFICATE-----' }),
  ],
  ['source that looks for a key', config({ 'a.js': "if (text.startsWith('-----BEGIN PRIVATE KEY-----')) return;" })],
  [
    'source that passes a password',
    config({ 'a.js': 'const login = { user: name, password: text };\npassword = read(file);' }),
  ],
  ['source that composes a URI', config({ 'a.js': '`mongodb://${user}:${password}@${host}`' })],
  ['switches in a JSON file', config({ 'a.json': '{\n"password": true,\n"token": null\n}' })],
  ['a schema', config({ 'a.json': '"password": {\n  "type": "string"\n}' })],
  ['a YAML file of names', config({ 'a.yaml': 'secretName: db\npassword_file: /run/password\n# password: none' })],
  [
    'a volume',
    deployment(
      {},
      { volumes: [{ name: 'token', secret: { secretName: 'db', items: [{ key: 'password', path: 'token' }] } }] },
    ),
  ],
  ['an annotation that names a Secret', annotated('nginx.ingress.kubernetes.io/auth-secret', 'basic-auth')],
  [
    'ciphertext',
    {
      ...object('SealedSecret', { spec: { encryptedData: { password: letters(40) } } }),
      apiVersion: 'bitnami.com/v1alpha1',
    },
  ],
  [
    'a reference to a vault',
    {
      ...object('ExternalSecret', {
        spec: {
          data: [{ secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password' } }],
          target: { template: { data: { password: '{{ .password }}' } } },
        },
      }),
      apiVersion: 'external-secrets.io/v1',
    },
  ],
  [
    'what SOPS encrypted',
    object('Secret', { stringData: { key: `ENC[AES256_GCM,data:${letters(8)},iv:${letters(8)},type:str]` }, sops: {} }),
  ],
  [
    "a repository's fields in a template",
    external({
      data: {
        type: 'git',
        url: 'https://git.example.com/team/app.git',
        project: 'default',
        username: 'deploy',
        enableLfs: 'true',
        githubAppID: '12345',
        'ca.crt': '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIB\n-----END CERTIFICATE-----',
        password: '{{ .token }}',
      },
    }),
  ],
  ['a username in a template', external({ data: { username: 'app', password: '{{ .password }}' } })],
  [
    'a file that takes its values from a store',
    external({ templateFrom: [{ literal: 'password = {{ .password }}' }] }),
  ],
  [
    'a URI that is composed from a store',
    external({ data: { uri: 'mongodb://{{ .username | urlquery }}:{{ .password | urlquery }}@db/app' } }),
  ],
  [
    'a generator of passwords',
    custom('generators.external-secrets.io/v1alpha1', 'Password', { length: 32, secretKeys: ['password'] }),
  ],
  [
    'a store that is asked as a ServiceAccount',
    store({
      vault: { server: 'https://vault.example.com', auth: { kubernetes: { serviceAccountRef: { name: 'app' } } } },
    }),
  ],
  [
    'a store whose credential is in a Secret',
    store({ aws: { auth: { secretRef: { secretAccessKeySecretRef: { name: 'aws', key: 'secret-access-key' } } } } }),
  ],
  [
    'the places of a CSI driver',
    custom('secrets-store.csi.x-k8s.io/v1', 'SecretProviderClass', {
      provider: 'vault',
      parameters: { objects: '- {"objectName":"password","secretPath":"secret/data/db","secretKey":"password"}\n' },
      secretObjects: [{ secretName: 'db', data: [{ objectName: 'password', key: 'password' }] }],
    }),
  ],
  [
    "the places of Vault's agent",
    object('Deployment', {
      spec: {
        template: {
          metadata: {
            annotations: {
              'vault.hashicorp.com/agent-inject-secret-db-password': 'secret/data/production/db',
              'vault.hashicorp.com/agent-inject-file-db-password': 'password',
              'vault.hashicorp.com/agent-inject-template-db-password':
                '{{ with secret "a" }}{{ .Data.password }}{{ end }}',
            },
          },
        },
      },
    }),
  ],
  ['Secrets whose change restarts pods', annotated('secret.reloader.stakater.com/reload', 'database,jwt')],
  ['a kubeconfig of a ServiceAccount', config({ kubeconfig: 'users:\n- user:\n    tokenFile: /run/token\n' })],
  ['a registry without credentials', config({ 'config.json': '{"auths":{},"credHelpers":{"a":"ecr-login"}}' })],
  ['a picture in base64', config({ logo: base64(`\x89PNG${'pixels'.repeat(20)}`) })],
  ['a public key in base64', env('CA', base64('-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIU\n'))],
  [
    'a key of the Secret beside it',
    custom('example.com/v1', 'Bridge', { auth: { passwordSecret: { secretName: 'bridge', password: 'pass' } } }),
  ],
  ['an object that is called after its field', custom('example.com/v1', 'Store', { signingKey: 'orders-signing-key' })],
  [
    "a Secret's settings without a credential",
    object('Secret', { stringData: { 'alerts.yaml': 'route:\n  receiver: team\n' } }),
  ],
  [
    "a Secret's certificate and user",
    object('Secret', { data: { 'ca.crt': base64('-----BEGIN CERTIFICATE-----\nMII\n'), username: base64('orders') } }),
  ],
  [
    "a Secret's statements without a password",
    object('Secret', { stringData: { 'init.sql': 'create table a (b int);' } }),
  ],
  [
    'a placeholder that asks for a value',
    object('Secret', { data: { password: base64('replace-with-your-password') } }),
  ],
  ['a placeholder that says its name', env('MAPS_API_KEY', 'YOUR_MAPS_API_KEY')],
  ['the mode of an authorization', custom('example.com/v1', 'Policy', { authorization: 'enabled' })],
  [
    "a chart's values that name Secrets",
    custom('example.com/v1', 'Chart', { values: 'db:\n  existingSecret: database\n' }),
  ],
  [
    'an object that kubectl remembered',
    annotated('kubectl.kubernetes.io/last-applied-configuration', '{"kind":"ConfigMap","data":{"a":"b"}}'),
  ],
  ['a Secret of a custom resource', custom('example.com/v1', 'Database', { encryptionKey: 'orders-encryption-key' })],
  ['a key of a Secret of a custom resource', custom('example.com/v1', 'User', { apiKey: 'api.token' })],
  [
    'the keys of a Secret that a custom resource refers to',
    custom('example.com/v1', 'Database', {
      passwordSecret: { name: 'orders', password: 'pw' },
      loginSecretRef: { name: 'orders', password: 'secondary' },
      secret: { name: 'orders', token: 'main' },
    }),
  ],
  ['a commit', annotated('example.com/revision', letters(40))],
  ['a digest', annotated('checksum/config', `sha256:${'0a'.repeat(32)}`)],
  ['a definition', object('CustomResourceDefinition', { spec: { example: `db://app:${word}@db` } })],
];

test.each(harmless)('accepts %s', (_, manifest) => {
  expect(findings(noPlaintextSecret, manifest)).toEqual([]);
});

test("accepts the Mongo agent's programs and scripts", () => {
  const scripts = ['prepare.sh', 'start.sh', 'download.sh', 'upload.sh'] as const;
  const data = {
    'agent.js': program('agent.js'),
    'jobs.js': program('jobs.js'),
    ...Object.fromEntries(scripts.map((name) => [name, script(name)])),
  };
  expect(findings(noPlaintextSecret, config(data))).toEqual([]);
});

test('names every place of an object', () => {
  const manifest = deployment({
    env: [
      { name: 'A_TOKEN', value: word },
      { name: 'B_TOKEN', value: word },
    ],
    args: [`--password=${word}`],
  });
  expect(findings(noPlaintextSecret, manifest)).toHaveLength(3);
});

test('lets an object through that says why', () => {
  expect(findings(noPlaintextSecret, optedOut(env('DB_PASSWORD', word), noPlaintextSecret))).toEqual([]);
});

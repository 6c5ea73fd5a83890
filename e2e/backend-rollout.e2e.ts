import { story } from './evidence';
import { apply, applyObjects, backend, readyPodsOf, restarts, settled } from './fixtures/backends';
import { tutorialDeployment } from './fixtures/tutorial-deployment';
import { kubectl, run } from './kubectl';
import { bothWays, failuresOf, LoadResults, printRows, startLoadPod, stopLoadPod, underLoad } from './load';
import { endNamespace } from './namespaces';
import { hasTime, inLongRuns } from './tiers';

const namespace = 'backend-rollout';
const tutorial = 'backend-tutorial';
const step = story(namespace);
/** The pods of the backend that is watched. */
const many = hasTime(2) ? 10 : 5;

// Programs need some time to listen, this one as much as a small Node application with its modules.
const env = { START_SECONDS: '1' };

afterAll(async () => {
  await Promise.all([stopLoadPod(), endNamespace(namespace), endNamespace(tutorial)]);
}, 150_000);

step('runs from nothing but the library, program included', async () => {
  await startLoadPod();
  await apply(namespace, (chart) => {
    backend(chart, 'steady', { replicas: many, env, minReadySeconds: 2 });
  });
  await applyObjects([
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: tutorial } },
    ...tutorialDeployment(tutorial, 'plain', { replicas: 3, env }),
  ]);
  await settled(namespace, 'steady');
  await settled(tutorial, 'plain');
});

step(
  `loses no request in an update, a restart and a scaling ${many} → 2 → ${many}, in which the plain Deployment loses some`,
  async () => {
    const loads = [...bothWays(url('steady'), 200), ...bothWays(`http://plain.${tutorial}/`, 50)];
    const both = [
      { of: namespace, name: 'steady', many: String(many), few: '2' },
      { of: tutorial, name: 'plain', many: '3', few: '1' },
    ];
    const change = async (command: string): Promise<void> => {
      await Promise.all(
        both.map(({ of, name, many, few }) =>
          kubectl(
            `-n ${of} ${command.replace('NAME', `deployment/${name}`).replace('MANY', many).replace('FEW', few)}`,
          ),
        ),
      );
      await Promise.all(both.map(({ of, name }) => settled(of, name)));
    };
    const results = await underLoad(loads, async () => {
      await change('set env NAME RELEASE=2');
      await change('rollout restart NAME');
      await change('scale NAME --replicas=FEW');
      await change('scale NAME --replicas=MANY');
    });
    printRows(`update, restart, ${many} → 2 → ${many}`, results);
    expect(failuresOf(only(results, 'steady'))).toEqual([]);
    expect(failuresOf(only(results, 'plain'))).not.toEqual([]);
  },
);

inLongRuns(step)('loses no request of programs that end badly or start slowly, and restarts none of them', async () => {
  await kubectl(`-n ${namespace} scale deployment/steady --replicas=3`);
  await kubectl(`-n ${tutorial} delete deployment/plain`);
  await apply(namespace, (chart) => {
    const fast = { minReadySeconds: 0, maxSurge: '100%', shutdownSeconds: 5 } as const;
    backend(chart, 'drains', { ...fast, env });
    backend(chart, 'exits', { ...fast, env: { ON_SIGTERM: 'exit' } });
    backend(chart, 'ignores', { ...fast, env: { ON_SIGTERM: 'ignore' } });
    backend(chart, 'slow', { ...fast, env: { START_SECONDS: '20' } });
  });
  const names = ['drains', 'exits', 'ignores', 'slow'];
  await settled(namespace, ...names);
  const results = await underLoad(
    names.flatMap((name) => bothWays(url(name), 30)),
    async () => {
      await Promise.all(names.map((name) => kubectl(`-n ${namespace} rollout restart deployment/${name}`)));
      await settled(namespace, ...names);
    },
  );
  printRows('ends badly, starts slowly', results);
  // A request that is on its way on a kept connection when the program ends is lost whatever Kubernetes does: these two never say
  // that they end. On connections of their own, nothing reaches them by then.
  const { 'exits, kept connections': exits, 'ignores, kept connections': ignores, ...others } = results;
  expect(failuresOf(others)).toEqual([]);
  expect((exits?.failed ?? NaN) + (ignores?.failed ?? NaN)).toBeLessThanOrEqual(4);
  expect(await Promise.all(names.map((name) => restarts(namespace, name)))).toEqual(names.map(() => 0));
});

inLongRuns(step)(
  'keeps the running version through a crashing image and a failing readiness, until the undo',
  async () => {
    const faults = {
      'crashing program': { path: '/command', op: 'replace', value: ['node', '-e', 'process.exit(1)'] },
      'failing readiness': { path: '/env/-', op: 'add', value: { name: 'READY', value: 'no' } },
    };
    const deadline = { op: 'replace', path: '/spec/progressDeadlineSeconds', value: 8 };
    const results = await underLoad(bothWays(url('steady'), 200), async () => {
      for (const [fault, { path, ...change }] of Object.entries(faults)) {
        const before = await readyNames('steady');
        await patch('steady', [deadline, { ...change, path: `/spec/template/spec/containers/0${path}` }]);
        const { code, stderr } = await run('kubectl', ['-n', namespace, 'rollout', 'status', 'deployment/steady']);
        const message = 'error: deployment "steady" exceeded its progress deadline\n';
        expect({ fault, code, stderr }).toEqual({ fault, code: 1, stderr: message });
        expect(await readyNames('steady')).toEqual(before);
        await kubectl(`-n ${namespace} rollout undo deployment/steady`);
        await settled(namespace, 'steady');
        expect(await readyNames('steady')).toEqual(before);
      }
    });
    printRows('crashing program, failing readiness, undo', results);
    expect(failuresOf(results)).toEqual([]);
  },
);

function url(name: string): string {
  return `http://${name}.${namespace}/`;
}

/** The results of one service. */
function only(results: LoadResults, name: string): LoadResults {
  return Object.fromEntries(Object.entries(results).filter(([load]) => load.startsWith(`${name},`)));
}

async function readyNames(name: string): Promise<string[]> {
  const pods = await readyPodsOf(namespace, name);
  return pods.map(({ metadata }) => metadata.name).sort();
}

async function patch(name: string, operations: readonly object[]): Promise<void> {
  const args = ['-n', namespace, 'patch', `deployment/${name}`, '--type=json', '-p', JSON.stringify(operations)];
  const { code, stderr } = await run('kubectl', args);
  if (code !== 0) throw new Error(`kubectl patch: ${stderr}`);
}

import { synthesize } from '../lib';
import { addServices, serviceValues } from './services';

// What main.ts is for the real program, for as many services as the variable BENCH_SERVICES says.
const services = serviceValues(Number(process.env.BENCH_SERVICES));
const outcome = synthesize({
  environments: [
    {
      name: 'bench',
      directory: '',
      build: (app) => {
        addServices(app, services);
      },
    },
  ],
  argv: process.argv.slice(2),
});
process.stdout.write(outcome.stdout);
process.stderr.write(outcome.stderr);
process.exitCode = outcome.exitCode;

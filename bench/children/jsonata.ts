/** Evaluates mappings in plain Node.js, as the workflow of the same name does inside the sandbox. */
import type { MappingRun } from '../support/mappings';
import { cpuUs, serve } from '../support/child';
import { evaluateMapping } from '../workflows/jsonata';

void serve(
  {},
  async (message) => {
    await evaluateMapping(message as unknown as MappingRun);
    return { cpuUs: cpuUs() };
  },
  async () => undefined,
);

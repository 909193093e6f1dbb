/** What functions/step does, without the emulator around it. */
import { serveFunction } from '../support/function-server';

serveFunction((event) => {
  const { step, ...rest } = JSON.parse(event) as { readonly step: number };
  return JSON.stringify({ ...rest, step: step + 1 });
});

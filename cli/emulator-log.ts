import type { EmulatorEvent } from '../emulator';

/** What happened, in lines for a person; a call's lines share the beginning of its request id. */
export function describeEvent(event: EmulatorEvent): string[] {
  const name = 'functionName' in event ? event.functionName : '';
  const call = 'requestId' in event ? `${short(event.requestId)} ${name}`.trimEnd() : name;
  const text = describe(event);
  return text.split('\n').map((line) => `${call} ${line}`);
}

function describe(event: EmulatorEvent): string {
  switch (event.type) {
    case 'call':
      return event.version === 'latest' ? 'is called' : `is called (version ${event.version})`;
    case 'answer':
      return `${event.code === 0 ? 'returned' : `failed with ${event.code}`} after ${Math.round(event.durationMs)} ms`;
    case 'refused':
      return `refused with ${event.status} ${event.code}: ${event.message}`;
    case 'fault':
      return `call ${event.call} meets the scripted fault ${event.fault}`;
    case 'log':
      return event.text.trimEnd().replaceAll(/^/gm, '| ');
    case 'instance':
      return `instance ${event.pid} ${event.change}`;
    case 'reload':
    default:
      return 'has changed; further calls run the new code';
  }
}

function short(requestId: string): string {
  return requestId.slice(0, 8);
}

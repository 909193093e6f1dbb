export { type ReceivedRequest, type Verdict, verifyRequest } from './auth/verify-request';
export type { Fault, FaultInput, FaultScript } from './faults/fault';
export { FunctionsFolderError } from './functions/read-yaml';
export type { Emulator, EmulatorEvent, EmulatorLimits, EmulatorOptions } from './options';
export { startEmulator } from './start-emulator';

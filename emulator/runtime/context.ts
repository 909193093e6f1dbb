import type { CallMeta } from '../instances/frames';
import { Logger, type WriteLog } from './logger';
import type { RuntimeSettings } from './settings';

/**
 * The second argument of a handler, with the methods and fields of the platform's Node.js runtime
 * (https://support.huaweicloud.com/intl/en-us/devg-functiongraph/functiongraph_02_0410.html). A local function has no
 * agency, so every credential is the empty string.
 */
export class Context {
  readonly traceID: string;
  readonly requestID: string;
  readonly invokeID: string;
  readonly state: null = null;
  readonly instanceID: null = null;
  private readonly startTime = Date.now();
  private readonly timeout: number;
  private readonly logger: Logger;
  private readonly alias: string;

  constructor(
    private readonly settings: RuntimeSettings,
    call: CallMeta,
    writeLog: WriteLog,
  ) {
    this.requestID = call.requestId;
    this.traceID = call.requestId;
    this.invokeID = call.requestId;
    this.alias = call.alias;
    this.timeout = settings.timeoutSeconds * 1000;
    this.logger = new Logger(call.requestId, writeLog);
  }

  getRequestID(): string {
    return this.requestID;
  }

  getRemainingTimeInMilliSeconds(): number {
    return this.timeout + this.startTime - Date.now();
  }

  /** In milliseconds, whatever the name says: the platform's runtime does so. */
  getRunningTimeInSeconds(): number {
    return this.timeout;
  }

  getUserData(key: string): string | undefined {
    return Object.hasOwn(this.settings.userData, key) ? this.settings.userData[key] : undefined;
  }

  getFunctionName(): string {
    return this.settings.functionName;
  }

  getVersion(): string {
    return this.settings.version;
  }

  getMemorySize(): string {
    return this.settings.memory;
  }

  getCPUNumber(): string {
    return this.settings.cpu;
  }

  getProjectID(): string {
    return this.settings.projectId;
  }

  getPackage(): string {
    return this.settings.packageName;
  }

  getAlias(): string {
    return this.alias;
  }

  getLogger(): Logger {
    return this.logger;
  }

  getToken(): string {
    return '';
  }

  getAccessKey(): string {
    return '';
  }

  getSecretKey(): string {
    return '';
  }

  getSecurityAccessKey(): string {
    return '';
  }

  getSecuritySecretKey(): string {
    return '';
  }

  getSecurityToken(): string {
    return '';
  }

  getWorkflowID(): string {
    return '';
  }

  getWorkflowRunID(): string {
    return '';
  }

  getWorkflowStateID(): string {
    return '';
  }
}

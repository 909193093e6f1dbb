import type { Command } from 'commander';
import type { OptionValue } from '../worker/config';

/** Options that every command has that reaches the service. */
export interface ConnectionOptions {
  readonly config?: string;
  readonly region?: string;
  readonly projectId?: string;
  readonly endpoint?: string;
}

export function addConnectionOptions(command: Command): Command {
  return command
    .option('-c, --config <file>', 'configuration file (default: $FUNCTIONGRAPH_CONFIG, else tfg.yaml)')
    .option('--region <region>', 'region of the functions, for example cn-north-4')
    .option('--project-id <id>', 'project of the functions')
    .option('--endpoint <url>', 'address of the service, for a gateway or an emulator');
}

/** The same by key of the configuration. */
export function connectionSettings(options: ConnectionOptions): Record<string, OptionValue> {
  return {
    region: { option: '--region', value: options.region },
    projectId: { option: '--project-id', value: options.projectId },
    endpoint: { option: '--endpoint', value: options.endpoint },
  };
}

export const CREDENTIALS_HELP =
  '\nCredentials come from HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK (or FUNCTIONGRAPH_TOKEN with auth.type token).';

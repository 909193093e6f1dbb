/** Environment variables for keys of the configuration file. Temporal's own are read by `@temporalio/envconfig`. */
export const environment = {
  configFile: 'FUNCTIONGRAPH_CONFIG',
  region: 'FUNCTIONGRAPH_REGION',
  projectId: 'HUAWEICLOUD_SDK_PROJECT_ID',
  endpoint: 'FUNCTIONGRAPH_ENDPOINT',
  authType: 'FUNCTIONGRAPH_AUTH_TYPE',
  /** The IAM user of `auth.type: password`, as Huawei Cloud's Terraform provider names it. */
  userName: 'HW_USER_NAME',
  /** The account of that user. */
  domainName: 'HW_DOMAIN_NAME',
  iamEndpoint: 'FUNCTIONGRAPH_IAM_ENDPOINT',
  objectsFolder: 'FUNCTIONGRAPH_OBJECTS_FOLDER',
  objectsEndpoint: 'FUNCTIONGRAPH_OBJECTS_ENDPOINT',
  objectsPathStyle: 'FUNCTIONGRAPH_OBJECTS_PATH_STYLE',
  taskQueue: 'FUNCTIONGRAPH_TASK_QUEUE',
  workflows: 'FUNCTIONGRAPH_WORKFLOWS',
  httpPort: 'FUNCTIONGRAPH_HTTP_PORT',
  metricsPort: 'FUNCTIONGRAPH_METRICS_PORT',
  shutdownGrace: 'FUNCTIONGRAPH_SHUTDOWN_GRACE',
  maxConcurrentCalls: 'FUNCTIONGRAPH_MAX_CONCURRENT_CALLS',
  maxConcurrentCallsPerFunction: 'FUNCTIONGRAPH_MAX_CONCURRENT_CALLS_PER_FUNCTION',
  maxCallsPerSecond: 'FUNCTIONGRAPH_MAX_CALLS_PER_SECOND',
  /** As Temporal's worker controller for Kubernetes sets it. */
  deploymentName: 'TEMPORAL_DEPLOYMENT_NAME',
  /** As Temporal's worker controller for Kubernetes sets it. */
  buildId: 'TEMPORAL_WORKER_BUILD_ID',
  versioning: 'FUNCTIONGRAPH_VERSIONING',
} as const;

/** Secrets: read from the environment only, never from a file. The names are those of Huawei Cloud's own SDKs where these have one. */
export const secretEnvironment = {
  accessKey: 'HUAWEICLOUD_SDK_AK',
  secretKey: 'HUAWEICLOUD_SDK_SK',
  securityToken: 'HUAWEICLOUD_SDK_SECURITY_TOKEN',
  token: 'FUNCTIONGRAPH_TOKEN',
  /** As Huawei Cloud's Terraform provider names it. */
  password: 'HW_USER_PASSWORD',
  /** Signs the tokens of tasks that wait for a callback. */
  callbackKey: 'FUNCTIONGRAPH_CALLBACK_KEY',
  /** Keys that signed before, separated by commas. */
  callbackOldKeys: 'FUNCTIONGRAPH_CALLBACK_OLD_KEYS',
} as const;

// Calls the emulator through the official Node.js SDK and prints what came back as JSON. Run by sdk-programs.ts.
const { BasicCredentials } = require('@huaweicloud/huaweicloud-sdk-core');
const { FunctionGraphClient } = require('@huaweicloud/huaweicloud-sdk-functiongraph/v2/public-api');

const { ENDPOINT, PROJECT_ID, ACCESS_KEY, SECRET_KEY } = process.env;

function client(secretKey) {
  const credentials = new BasicCredentials().withAk(ACCESS_KEY).withSk(secretKey).withProjectId(PROJECT_ID);
  return FunctionGraphClient.newBuilder().withCredential(credentials).withEndpoint(ENDPOINT).build();
}

const urn = (name, qualifier) => `urn:fss:cn-north-4:${PROJECT_ID}:function:default:${name}:${qualifier}`;
const failure = (error) => ({
  status: error.httpStatusCode,
  code: error.errorCode,
  hasRequestId: Boolean(error.requestId),
});
const invoke = (sdk, functionUrn, body) =>
  sdk.invokeFunction({
    function_urn: functionUrn,
    'X-CFF-Request-Version': 'v1',
    'X-Cff-Log-Type': 'tail',
    'Content-Type': 'application/json',
    body,
  });

async function main() {
  const good = client(SECRET_KEY);
  const { result, status, log } = await invoke(good, urn('echo', 'latest'), { text: '<ä!>' });
  const { result: alias } = await invoke(good, urn('echo', '!prod'), {});
  const missing = await invoke(good, urn('missing', 'latest'), {}).catch(failure);
  const unauthorized = await invoke(client('wrong'), urn('echo', 'latest'), {}).catch(failure);
  const { functions, count } = await good.listFunctions({});
  const config = await good.showFunctionConfig({ function_urn: urn('echo', 'latest') });
  const code = await good.showFunctionCode({ function_urn: urn('echo', 'latest') });
  const accepted = await good.asyncInvokeFunction({
    function_urn: urn('echo', 'latest'),
    'Content-Type': 'application/json',
    body: {},
  });
  let async = 'RUNNING';
  while (async === 'RUNNING') {
    const { invocations } = await good.listAsyncInvocations({
      function_urn: urn('echo', 'latest'),
      request_id: accepted.request_id,
    });
    async = invocations[0].status;
  }
  const out = {
    result,
    status,
    log,
    alias,
    missing,
    unauthorized,
    functions: functions.map((one) => one.func_name),
    count,
    config: { handler: config.handler, timeout: config.timeout, memory: config.memory_size },
    code: code.func_code.file !== '',
    async,
  };
  // The SDK logs to stdout as well: the answer is the last line.
  process.stdout.write(`\n${JSON.stringify(out)}\n`);
}

void main();

import { formatFunctionUrn, FunctionGraphError, parseFunctionUrn } from '../../../functiongraph';

const DEFAULTS = { region: 'cn-north-4', projectId: 'p1' };
const full = (text: string) => formatFunctionUrn(parseFunctionUrn(text, DEFAULTS));

function messageOf(text: string): string {
  try {
    full(text);
  } catch (error) {
    if (error instanceof FunctionGraphError) return error.message;
  }
  return 'accepted';
}

describe('parseFunctionUrn', () => {
  test.each([
    ['resize', 'urn:fss:cn-north-4:p1:function:default:resize:latest'],
    ['images:resize', 'urn:fss:cn-north-4:p1:function:images:resize:latest'],
    ['p2:images:resize', 'urn:fss:cn-north-4:p2:function:images:resize:latest'],
    ['p2:images:resize:v1', 'urn:fss:cn-north-4:p2:function:images:resize:v1'],
    ['p2:images:resize:!prod', 'urn:fss:cn-north-4:p2:function:images:resize:!prod'],
    ['urn:fss:eu-west-101:p2:function:images:resize', 'urn:fss:eu-west-101:p2:function:images:resize:latest'],
    ['urn:fss:r1:p2:function:default:f:!a1', 'urn:fss:r1:p2:function:default:f:!a1'],
    [
      'urn:fss:r1:p2:function:default:f:v20260101-120000',
      'urn:fss:r1:p2:function:default:f:v20260101-120000',
    ],
  ])('reads %s', (text, urn) => {
    expect(full(text)).toBe(urn);
  });

  test.each([
    ['', 'it is empty'],
    ['1resize', '"1resize" is not a valid function name'],
    ['resize-', '"resize-" is not a valid function name'],
    ['re size', '"re size" is not a valid function name'],
    [`f${'x'.repeat(60)}`, 'is not a valid function name'],
    ['resize:!prod', 'an alias goes with project:package:name:!alias'],
    ['p:d:f:!', 'its alias is empty'],
    ['p:d:f:', 'its version is empty'],
    ['p:d:f:v1:x', 'it has 5 fields'],
    ['urn:fss:cn-north-4:p1:function:default', 'a URN has 7 or 8 fields, this one has 6'],
    ['urn:fss:cn-north-4:p1:function:default:f:v1:x', 'this one has 9'],
    ['urn:obs:cn-north-4:p1:function:default:f', 'its second field is "obs", not "fss"'],
    ['urn:fss:cn-north-4:p1:workflow:default:flow:latest', 'it names a workflow, not a function'],
    ['urn:fss::p1:function:default:f', 'its region is empty'],
    ['urn:fss:r::function:default:f', 'its project id is empty'],
    ['../../v2/x', 'is not a valid function name'],
  ])('refuses %s', (text, reason) => {
    expect(messageOf(text)).toContain(reason);
    expect(messageOf(text)).toContain(
      'urn:fss:cn-north-4:0123456789abcdef0123456789abcdef:function:default:resize',
    );
  });
});

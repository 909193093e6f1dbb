export { IntrinsicError, IntrinsicSyntaxError } from './errors';
export { INTRINSIC_NAMES } from './functions';
export { isIntrinsic, parseIntrinsic, type Intrinsic } from './intrinsic';
export type { IntrinsicScope } from './scope';

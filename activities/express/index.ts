export { createExpressActivities } from './create-express-activities';
export type * from './wire';
export { RUN_CHAIN_ACTIVITY, RUN_EXPRESS_ACTIVITY, RUN_ITEMS_ACTIVITY } from './wire';

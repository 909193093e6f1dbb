export { FolderStore } from './folder-store';
export type * from './object-store';
export { ObjectStoreError, type ObjectStoreProblem } from './object-store-error';
export { ObsStore, type ObsStoreOptions } from './obs-store';
export { readItems } from './read-items';

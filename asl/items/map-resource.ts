/** What an ItemReader or ResultWriter may do; S3 is what the language's own examples say, and OBS speaks it. */
export type MapAction = 'getObject' | 'listObjectsV2' | 'putObject';

const RESOURCE = /^(?:arn:[a-z-]+:states:[^:]*:[^:]*:)?(?:s3|obs):(getObject|listObjectsV2|putObject)$/;

/** `arn:aws:states:::s3:getObject`, `s3:getObject` or `obs:getObject`; undefined for anything else. */
export function mapAction(resource: string): MapAction | undefined {
  return RESOURCE.exec(resource)?.[1] as MapAction | undefined;
}

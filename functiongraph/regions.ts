/**
 * Regions with a FunctionGraph endpoint of the usual name, as the official SDK lists them
 * (`FunctionGraphRegion.ts` of `@huaweicloud/huaweicloud-sdk-functiongraph` 3.1.211).
 */
export const REGIONS: readonly string[] = [
  'cn-north-1',
  'cn-north-4',
  'cn-north-9',
  'cn-north-11',
  'cn-east-2',
  'cn-east-3',
  'cn-east-4',
  'cn-south-1',
  'cn-south-4',
  'cn-southwest-2',
  'cn-southwest-3',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'af-south-1',
  'sa-brazil-1',
  'la-south-2',
  'la-north-2',
  'na-mexico-1',
  'eu-west-101',
  'tr-west-1',
  'me-east-1',
  'ae-ad-1',
  'my-kualalumpur-1',
  'ru-moscow-1',
];

/** `https://functiongraph.<region>.myhuaweicloud.com` */
export function regionEndpoint(region: string): string {
  return `https://functiongraph.${region}.myhuaweicloud.com`;
}

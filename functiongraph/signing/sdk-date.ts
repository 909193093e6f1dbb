/** `20191115T033655Z`, as `X-Sdk-Date` carries it. */
export function sdkDate(date: Date): string {
  return date
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(/[-:]/g, '');
}

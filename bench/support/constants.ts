export const PROJECT = '0123456789abcdef0123456789abcdef';
export const REGION = 'cn-north-4';
export const TOKEN = 'bench-token';
export const KEYS = { accessKey: 'BENCHACCESSKEY', secretKey: 'bench-secret-key' };
